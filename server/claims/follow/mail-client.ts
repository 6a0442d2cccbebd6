/** A letter to the client about their claim, with the link to its page; nothing where no e-mail is known. */
import { languageOfClient, mailOfClient } from '#server/clients/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { putMail } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { clientLetter, type NewsKind } from '#shared/claims/follow/client-letters.ts'
import type { ClaimRow } from '../claim.store.ts'
import { liveLink } from './live-link.ts'

/** Where the client reads letters about it; null when no e-mail is known. */
export const mailOfClaim = (q: Queryable, claim: ClaimRow): Promise<string | null> =>
  mailOfClient(q, { clientId: claim.client_id, personId: claim.person_id })

export type News = {
  kind: NewsKind
  /** The same key is the same letter. */
  key: string
  actorId: string | null
  now: number
}

/** With the claim locked. Answers whom it goes to. */
export const mailClient = async (
  trx: Trx,
  platform: Pick<Platform, 'config'>,
  claim: ClaimRow,
  { kind, key, actorId, now }: News,
): Promise<string | null> => {
  const to = await mailOfClaim(trx, claim)
  if (!to) return null
  const link = await liveLink(trx, platform, { claimId: claim.id, madeBy: actorId, now })
  const language = await languageOfClient(trx, claim.client_id)
  await putMail(trx, {
    to,
    ...clientLetter(kind, { language, number: claim.number, link: link.url }),
    key: `claim-client:${claim.id}:${key}`,
    now,
    secret: true,
  })
  return to
}
