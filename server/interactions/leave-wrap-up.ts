/** An agent who handed the client on, or did not reach them, has noted what there was to note, and is free before the time is over. */
import { releaseLease } from '../agents/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { conflict, invalid, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { putOffTask } from '../tasks/index.ts'
import { endWrapUp, ownWrapUp } from './finish-wrap-up.ts'
import { type InteractionRow, lockInteraction } from './interaction.store.ts'
import { talksOf, writeWrapUp } from './talk.store.ts'

/**
 * Errors: 404; 409 `disposition_wanted` when the interaction is theirs to close, `not_in_wrap_up` when there is none, or
 * none under that token any more.
 */
export const leaveWrapUp = (
  { db, clock }: Platform,
  wrapUp: {
    interactionId: string
    agentId: string
    fence?: number | undefined
    callAgainAt?: number | undefined
  },
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { interactionId, agentId, fence } = wrapUp
    const now = clock.now()
    const row = await lockInteraction(trx, interactionId)
    if (!row) throw notFound('interaction', interactionId)
    if (row.agent_id === agentId && row.state === 'wrap-up') {
      if (row.outcome !== 'not-reached') throw conflict('disposition_wanted')
      await ownWrapUp(trx, wrapUp)
      await putOff(trx, row, { agentId, dueAt: wrapUp.callAgainAt, at: now })
      return endWrapUp(trx, row, { actorId: agentId, dispositionId: null, now })
    }
    if (!(await releaseWrapUp(trx, { userId: agentId, interactionId, fence, endedAt: now, now })))
      throw conflict('not_in_wrap_up', { state: row.state })
  })

const putOff = async (
  trx: Trx,
  { task_id: taskId }: InteractionRow,
  { agentId: actorId, dueAt, at }: { agentId: string; dueAt: number | undefined; at: number },
): Promise<void> => {
  if (dueAt === undefined || taskId === null) return
  if (dueAt <= at) throw invalid({ callAgainAt: 'in_past' })
  await putOffTask(trx, { taskId, actorId, dueAt, at })
}

/** The wrap-up of who passed the client on is over, and counts to the time they handled. False when it is not held. */
export const releaseWrapUp = async (
  trx: Trx,
  held: { userId: string; interactionId: string; fence?: number | undefined; endedAt: number; now: number },
): Promise<boolean> => {
  const { userId, interactionId, fence, endedAt, now } = held
  if (!(await releaseLease(trx, { userId, kind: 'wrap-up', subjectId: interactionId, fence, now })))
    return false
  const last = (await talksOf(trx, interactionId)).findLast((talk) => talk.user_id === userId)
  if (last) await writeWrapUp(trx, interactionId, userId, Math.max(0, endedAt - (last.to_at ?? endedAt)))
  return true
}
