import type { Request } from 'express'
import { invalid } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as staff from '#shared/claims/follow/claim-message.contract.ts'
import * as page from '#shared/claims/follow/follow.contract.ts'
import { fileIn } from '../attachments/file-in-request.ts'
import { sendLetter } from '../letters/read-letters.ts'
import { rateAsClient, sendFileAsClient, writeAsClient } from './client-acts.ts'
import { followClaim, letterOfFollowed } from './follow-claim.ts'
import { issueLink, revokeLink, sendLink } from './hand-out-link.ts'
import { moveAsClient } from './move-as-client.ts'
import { presentMessage, readClaimConversation } from './read-conversation.ts'
import { writeToClient } from './write-to-client.ts'

export const followRoutes = (platform: Platform): Route[] => [...ofClient(platform), ...ofHouse(platform)]

const ofClient = (platform: Platform): Route[] => [
  handle(page.readFollowed, ({ body, address }) => followClaim(platform, { token: body.token, address })),
  handle(page.readFollowedLetter, async ({ body: { token, letterId }, address, response }) =>
    sendLetter(platform, await letterOfFollowed(platform, { token, address }, letterId), response),
  ),
  handle(page.writeFollowed, ({ body: { token, ...word }, address }) =>
    writeAsClient(platform, { token, address }, word),
  ),
  handle(page.sendFollowedFile, ({ query, request, address }) => {
    const file = { ...query, ...fileIn(request) }
    return sendFileAsClient(platform, { token: tokenIn(request), address }, file)
  }),
  handle(page.moveFollowed, ({ body: { token, ...wish }, address }) =>
    moveAsClient(platform, { token, address }, wish),
  ),
  handle(page.rateFollowed, ({ body: { token, ...rating }, address }) =>
    rateAsClient(platform, { token, address }, rating),
  ),
]

/** @throws 422 at `token` */
const tokenIn = (request: Request): string => {
  const { success, data } = page.followToken.safeParse(request.get(page.FOLLOW_HEADER))
  if (!success) throw invalid({ token: 'required' })
  return data
}

const ofHouse = (platform: Platform): Route[] => {
  const now = () => platform.clock.now()
  return [
    handle(staff.readClaimConversation, ({ params, actor }) =>
      readClaimConversation(platform, actor, params.id),
    ),
    handle(staff.writeClaimMessage, async ({ params, body, actor }) =>
      presentMessage(
        await writeToClient(
          platform,
          { actor, now: now() },
          { claimId: params.id, messageId: params.messageId, text: body.text },
        ),
      ),
    ),
    handle(staff.issueFollowLink, ({ params, actor }) =>
      issueLink(platform, { actor, now: now() }, params.id),
    ),
    handle(staff.sendFollowLink, ({ params, actor }) => sendLink(platform, { actor, now: now() }, params.id)),
    handle(staff.revokeFollowLink, ({ params, actor }) =>
      revokeLink(platform, { actor, now: now() }, params.id),
    ),
  ]
}
