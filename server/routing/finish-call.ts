/** The call under an interaction has ended: what becomes of the interaction, by where it stood. */

import type { TaskCause } from '#shared/tasks/task.contract.ts'
import {
  changeInteraction,
  findInteraction,
  type InteractionRow,
  interactionOfCall,
  lockInteraction,
  startWrapUp,
} from '../interactions/index.ts'
import type { Trx } from '../platform/database.ts'
import { createTask } from '../tasks/index.ts'
import type { CallRow, EndReason } from '../telephony/index.ts'
import { failConsult } from './end-consult.ts'
import { withdrawOffer } from './end-offer.ts'
import { endWaiting, waitingSince } from './end-waiting.ts'
import { promisedTime } from './promised-time.ts'
import { findQueue, queueFor } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'
import { USUAL_TOPIC } from './usual-topic.ts'

/** Who gave up sooner than this did not wait in earnest: no missed task, ms. */
const SHORT_ABANDON_MS = 5_000
/** A lost client is called back within so much time, ms. */
const CALL_BACK_WITHIN_MS = 30 * 60_000
const USUAL_WRAP_UP_MS = 60_000
const NOT_REACHED_WRAP_UP_MS = 30_000

export const finishCall = async (
  trx: Trx,
  house: Routing,
  call: CallRow,
  reason: EndReason,
  now: number,
): Promise<void> => {
  const found = await interactionOfCall(trx, call.id)
  const row = found && (await lockInteraction(trx, found.id))
  if (!row) return
  await withdrawOffer(trx, house, row.id, 'call-ended', now)
  await failConsult(trx, house, row, call, 'call-ended', now)
  if (row.state === 'talking') return finishTalk(trx, house, row, reason, now)
  if (row.state === 'calling') return finishAttempt(trx, house, row, reason, now)
  if (row.state === 'arrived' || row.state === 'waiting') return giveUp(trx, row, reason, now)
}

/** Cut off in mid-talk: the facts stand, someone calls back; the agent still wraps up. */
const finishTalk = async (
  trx: Trx,
  house: Routing,
  row: InteractionRow,
  reason: EndReason,
  now: number,
): Promise<void> => {
  if (reason === 'cut-off' || reason === 'agent-lost' || reason === 'client-lost') {
    await changeInteraction(trx, row.id, { outcome: 'cut-off' })
    await promiseReturn(trx, row, 'callback', reason, now)
  }
  const queue = row.queue_id ? await findQueue(trx, row.queue_id) : undefined
  await startWrapUp(trx, row, {
    reason,
    wrapUpMs: queue?.wrap_up_ms ?? USUAL_WRAP_UP_MS,
    owner: house.node,
    now,
  })
}

/** The client was not reached: a moment for a note, and for what is to come of it. */
const finishAttempt = async (
  trx: Trx,
  house: Routing,
  row: InteractionRow,
  reason: EndReason,
  now: number,
): Promise<void> => {
  await changeInteraction(trx, row.id, { outcome: 'not-reached' })
  await startWrapUp(trx, row, { reason, wrapUpMs: NOT_REACHED_WRAP_UP_MS, owner: house.node, now })
}

const giveUp = async (trx: Trx, row: InteractionRow, reason: EndReason, now: number): Promise<void> => {
  const end = reason === 'cut-off' || reason === 'refused' ? reason : 'gave-up'
  if (end === 'cut-off') await promiseReturn(trx, row, 'callback', 'cut-off', now)
  // The abandoned become visible tasks (L14), once they had waited in earnest; in a second wait too.
  if (end === 'gave-up' && row.state === 'waiting') {
    const waitedMs = now - (await waitingSince(trx, row, now))
    if (waitedMs >= SHORT_ABANDON_MS) await promiseReturn(trx, row, 'missed', 'gave-up', now)
  }
  await endWaiting(trx, row, end, now)
}

/** Nobody's number to call: nothing can be promised. Who had not yet reached a queue is called back by the likeliest. */
const promiseReturn = async (
  trx: Trx,
  row: InteractionRow,
  kind: 'callback' | 'missed',
  cause: TaskCause,
  now: number,
): Promise<void> => {
  const present = await findInteraction(trx, row.id)
  if (!present || (!present.address && !present.client_id)) return
  const queue = present.queue_id
    ? await findQueue(trx, present.queue_id)
    : await queueFor(trx, { language: present.language, topic: USUAL_TOPIC, marketId: present.market_id })
  if (!queue) return
  await createTask(trx, {
    kind,
    cause,
    clientId: present.client_id,
    interactionId: present.id,
    address: present.address,
    language: present.language,
    ownerId: null,
    queueId: queue.id,
    dueAt: await promisedTime(trx, queue, now, CALL_BACK_WITHIN_MS),
    createdBy: null,
    at: now,
  })
}
