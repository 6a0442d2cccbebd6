import * as contract from '#shared/interactions/interaction.contract.ts'
import { handle, type Route } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { activeDispositions } from './disposition.store.ts'
import { extendWrapUp, finishWrapUp } from './finish-wrap-up.ts'
import { findInteraction } from './interaction.store.ts'
import { leaveWrapUp } from './leave-wrap-up.ts'
import { linkClient, makeCard } from './link-client.ts'
import { interactionListRoutes } from './list/interaction-list.routes.ts'
import { readInteraction } from './read-interaction.ts'
import { readNote, saveNote } from './save-note.ts'

export const interactionRoutes = (platform: Platform): Route[] => [
  ...interactionListRoutes(platform),
  handle(contract.readInteraction, ({ params, actor }) =>
    readInteraction(platform, params.interactionId, actor),
  ),
  handle(contract.listDispositions, async ({ query: { interactionId } }) => {
    const row = interactionId ? await findInteraction(platform.db, interactionId) : undefined
    return activeDispositions(platform.db, interactionId ? (row?.queue_id ?? null) : undefined)
  }),
  handle(contract.saveInteractionNote, ({ params, body, actor }) =>
    saveNote(platform, { interactionId: params.interactionId, authorId: actor.userId, ...body }),
  ),
  handle(contract.readInteractionNote, ({ params, actor }) =>
    readNote(platform, params.interactionId, actor.userId),
  ),
  handle(contract.linkClient, async ({ params, body, actor }) => {
    await linkClient(platform, { ...params, clientId: body.clientId, actor })
    return { clientId: body.clientId }
  }),
  handle(contract.makeCard, ({ params, actor }) => makeCard(platform, { ...params, agentId: actor.userId })),
  handle(contract.finishWrapUp, async ({ params, body, actor }) => {
    await finishWrapUp(platform, {
      interactionId: params.interactionId,
      agentId: actor.userId,
      fence: body.fence,
      dispositionId: body.dispositionId,
      custom: body.custom,
      followUp: body.followUp ?? null,
      taskDone: body.taskDone ?? false,
    })
    return {}
  }),
  handle(contract.leaveWrapUp, async ({ params, body, actor }) => {
    await leaveWrapUp(platform, { ...params, ...body, agentId: actor.userId })
    return {}
  }),
  handle(contract.extendWrapUp, ({ params, body, actor }) =>
    extendWrapUp(platform, { ...params, agentId: actor.userId, fence: body.fence }),
  ),
]
