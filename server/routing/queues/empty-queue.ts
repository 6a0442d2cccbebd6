/** A queue is switched off: whoever waits in it goes to another, or is promised a call and told so. */
import { interactionQueued } from '#shared/interactions/interaction.events.ts'
import { changeInteraction, lockInteraction } from '../../interactions/index.ts'
import { afterCommit, type Trx } from '../../platform/database.ts'
import { invalid } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import { lockCall, tellQueue } from '../../telephony/index.ts'
import { withdrawOffer } from '../end-offer.ts'
import { promiseInstead } from '../queue-caller.ts'
import { findActiveQueue, findQueue } from '../queue-facts.store.ts'
import type { Routing } from '../routing.ts'
import { waitingIn } from './waiting.store.ts'

export type Emptying = {
  queueId: string
  /** Where they go; null: they are promised a call back. */
  to: string | null
  actorId: string | null
  now: number
}

/** Locks each call before its interaction, as everywhere. Throws 422 for a queue that is not in use. */
export const emptyQueue = async (trx: Trx, house: Routing, emptying: Emptying): Promise<number> => {
  const { queueId, to } = emptying
  if (to !== null && (to === queueId || !(await findActiveQueue(trx, to))))
    throw invalid({ waitersTo: 'unknown_queue' })
  const waiting = await waitingIn(trx, queueId)
  for (const { id, call_id } of waiting) await moveOut(trx, house, { id, callId: call_id }, emptying)
  if (waiting.length > 0) afterCommit(trx, house.wakeRouter)
  return waiting.length
}

const moveOut = async (
  trx: Trx,
  house: Routing,
  waiter: { id: string; callId: string | null },
  { queueId, to, actorId, now }: Emptying,
): Promise<void> => {
  const call = waiter.callId ? await lockCall(trx, waiter.callId) : undefined
  const row = await lockInteraction(trx, waiter.id)
  // Answered, moved or gone while we waited for the lock.
  if (row?.state !== 'waiting' || row.queue_id !== queueId) return
  await withdrawOffer(trx, house, row.id, 'moved', now)
  if (to !== null) {
    await changeInteraction(trx, row.id, { queue_id: to, only_agent_id: null })
    await appendEvent(trx, interactionQueued, {
      subjectId: row.id,
      actorId,
      at: now,
      data: { callId: row.call_id, queueId: to, topic: row.topic, why: 'moved' },
    })
    return
  }
  const queue = await findQueue(trx, queueId)
  if (!queue) return
  const answer = await promiseInstead(
    trx,
    row,
    queue,
    { overflow: 'nobody-here', language: row.language },
    now,
  )
  if (call && call.state !== 'ended')
    await tellQueue(trx, call, { topic: call.flow_data.topic ?? null }, answer, now)
}
