/** The agent has finished: disposition, follow-up, and free for the next one. Or the time is over, and the hub closes it. */
import { interactionEdited, interactionWrapUpExtended } from '#shared/interactions/interaction.events.ts'
import { customKey, withChange } from '#shared/organisation/custom-value.ts'
import { extendLease, findLease, releaseLease } from '../agents/index.ts'
import { judgeCustom } from '../organisation/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { conflict, invalid, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { createTask, keepPromise } from '../tasks/index.ts'
import { closeInteraction } from './close-interaction.ts'
import { isOffered } from './disposition.store.ts'
import { changeInteraction, type InteractionRow, lockInteraction } from './interaction.store.ts'
import { writeWrapUp } from './talk.store.ts'

/** However often it is extended, ms. */
const LONGEST_WRAP_UP_MS = 600_000
const EXTENSION_MS = 120_000

export type WrapUp = {
  interactionId: string
  agentId: string
  /** Of the lease that the desk saw. */
  fence?: number | undefined
  dispositionId: string
  /** Into the fields that an administrator added. */
  custom?: Record<string, unknown> | undefined
  followUp: { title: string; dueAt: number } | null
  taskDone: boolean
}

/** Errors: 404 when it is not this agent's; 409 `not_in_wrap_up`, also for an earlier one's token; 422 for a disposition that its queue does not offer, or a field that is required. */
export const finishWrapUp = ({ db, clock }: Platform, wrapUp: WrapUp): Promise<void> =>
  inTransaction(db, async (trx) => {
    const now = clock.now()
    const row = await ownWrapUp(trx, wrapUp)
    if (!(await isOffered(trx, wrapUp.dispositionId, row.queue_id)))
      throw invalid({ dispositionId: 'unknown' })
    await writeCustom(trx, row, wrapUp, now)
    if (wrapUp.followUp) {
      await createTask(trx, {
        kind: 'follow-up',
        title: wrapUp.followUp.title,
        clientId: row.client_id,
        interactionId: row.id,
        address: row.address,
        language: row.language,
        ownerId: wrapUp.agentId,
        queueId: null,
        dueAt: wrapUp.followUp.dueAt,
        createdBy: wrapUp.agentId,
        at: now,
      })
    }
    if (wrapUp.taskDone && row.task_id)
      await keepPromise(trx, { taskId: row.task_id, actorId: wrapUp.agentId, at: now })
    await endWrapUp(trx, row, { actorId: wrapUp.agentId, dispositionId: wrapUp.dispositionId, now })
  })

const writeCustom = async (
  trx: Trx,
  row: InteractionRow,
  { custom: given = {}, agentId }: WrapUp,
  now: number,
): Promise<void> => {
  const change = await judgeCustom(trx, 'interaction', { held: row.custom, given, asked: true })
  const fields = Object.keys(change).map(customKey)
  if (fields.length === 0) return
  await changeInteraction(trx, row.id, { custom: JSON.stringify(withChange(row.custom, change)) })
  await appendEvent(trx, interactionEdited, {
    subjectId: row.id,
    actorId: agentId,
    at: now,
    data: { callId: row.call_id, fields },
  })
}

/** In the caller's transaction, with the interaction locked. `dispositionId` null: the time ran out. */
export const endWrapUp = async (
  trx: Trx,
  row: InteractionRow,
  end: { actorId: string | null; dispositionId: string | null; now: number },
): Promise<void> => {
  if (!row.agent_id) throw new Error(`interaction ${row.id} is in wrap-up without an agent`)
  await writeWrapUp(trx, row.id, row.agent_id, end.now - (row.talk_ended_at ?? end.now))
  await closeInteraction(trx, row.id, {
    outcome: row.outcome ?? 'handled',
    actorId: end.actorId,
    dispositionId: end.dispositionId,
    now: end.now,
  })
  await releaseLease(trx, { userId: row.agent_id, kind: 'wrap-up', subjectId: row.id, now: end.now })
}

/** Errors: 409 `no_more_time` once ten minutes are used up. */
export const extendWrapUp = (
  { db, clock }: Platform,
  wrapUp: Pick<WrapUp, 'interactionId' | 'agentId' | 'fence'>,
): Promise<{ until: number }> =>
  inTransaction(db, async (trx) => {
    const { agentId } = wrapUp
    const row = await ownWrapUp(trx, wrapUp)
    const latest = (row.talk_ended_at ?? 0) + LONGEST_WRAP_UP_MS
    const until = Math.min(latest, (row.wrap_up_until ?? 0) + EXTENSION_MS)
    if (until <= (row.wrap_up_until ?? 0)) throw conflict('no_more_time')
    await changeInteraction(trx, row.id, { wrap_up_until: new Date(until) })
    await extendLease(trx, { userId: agentId, kind: 'wrap-up', subjectId: row.id }, until)
    await appendEvent(trx, interactionWrapUpExtended, {
      subjectId: row.id,
      actorId: agentId,
      at: clock.now(),
      data: { callId: row.call_id, agentId, until },
    })
    return { until }
  })

export const ownWrapUp = async (
  trx: Trx,
  { interactionId, agentId, fence }: Pick<WrapUp, 'interactionId' | 'agentId' | 'fence'>,
): Promise<InteractionRow> => {
  const row = await lockInteraction(trx, interactionId)
  if (!row || row.agent_id !== agentId) throw notFound('interaction', interactionId)
  if (row.state !== 'wrap-up') throw conflict('not_in_wrap_up', { state: row.state })
  const key = { userId: agentId, kind: 'wrap-up', subjectId: interactionId, fence } as const
  // A tab that was left behind: the wrap-up it shows is over, and this one is of a later talk.
  if (fence !== undefined && !(await findLease(trx, key)))
    throw conflict('not_in_wrap_up', { state: row.state })
  return row
}
