/** An agent who handed the client on has noted what there was to note, and is free before the time is over. */
import { releaseLease } from '../agents/index.ts'
import { inTransaction } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { lockInteraction } from './interaction.store.ts'
import { talksOf, writeWrapUp } from './talk.store.ts'

/** Errors: 404; 409 `disposition_wanted` when the interaction is theirs to close, `not_in_wrap_up` when there is none. */
export const leaveWrapUp = ({ db, clock }: Platform, interactionId: string, agentId: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const now = clock.now()
    const row = await lockInteraction(trx, interactionId)
    if (!row) throw notFound('interaction', interactionId)
    if (row.agent_id === agentId && row.state === 'wrap-up') throw conflict('disposition_wanted')
    const held = { userId: agentId, kind: 'wrap-up' as const, subjectId: interactionId, now }
    if (!(await releaseLease(trx, held))) throw conflict('not_in_wrap_up', { state: row.state })
    const talks = await talksOf(trx, interactionId)
    const last = talks.findLast((talk) => talk.user_id === agentId)
    if (last) await writeWrapUp(trx, interactionId, agentId, now - (last.to_at ?? now))
  })
