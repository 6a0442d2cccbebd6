/** A caller has reached a queue: they wait, or hear why nobody can come and what is promised instead. */

import { interactionQueued } from '#shared/interactions/interaction.events.ts'
import { isOpen } from '#shared/organisation/business-time.ts'
import type { QueueWord } from '#shared/routing/queue.contract.ts'
import { estimateWait } from '#shared/routing/wait-estimate.ts'
import { announceCallBack, announceWait } from '#shared/telephony/prompt-announcements.ts'
import {
  changeInteraction,
  type InteractionRow,
  lockInteractionOfCall,
  moveInteraction,
  writeOnCard,
} from '../interactions/index.ts'
import { afterCommit, type Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { promiseCallback } from '../tasks/index.ts'
import type { CallRow, QueueAnswer } from '../telephony/index.ts'
import { endWaiting, waitingSince } from './end-waiting.ts'
import { pendingOffer } from './offer.store.ts'
import { promisedTime } from './promised-time.ts'
import {
  calendarOf,
  findQueue,
  placeInQueue,
  type QueueLoad,
  type QueueRow,
  queueFor,
  queueLoad,
} from './queue-facts.store.ts'
import type { Routing } from './routing.ts'
import { weighClient } from './weigh-client.ts'

/** Why nobody can come, in the prompts' names. */
export type Overflow = 'out-of-hours' | 'nobody-here' | 'queue-full' | 'longest-wait'

/** In the queue's own words where it has them. */
const wordOf = ({ prompts }: QueueRow, word: QueueWord): string => prompts[word] ?? word

/** Before the first talk of a queue is measured, ms. */
const USUAL_HANDLE_MS = 180_000
/** A callback is promised within so much time of an open queue, ms. */
const CALL_BACK_WITHIN_MS = 60 * 60_000

export const queueCaller = async (
  trx: Trx,
  house: Routing,
  call: CallRow,
  wish: { topic: string; language: 'ru' | 'en' },
  now: number,
): Promise<QueueAnswer> => {
  const row = await lockInteractionOfCall(trx, call.id)
  const queue = await queueFor(trx, { ...wish, marketId: row?.market_id ?? null })
  if (!row || !queue) return { kind: 'refused', say: ['nobody-here'], promise: undefined }
  const found = {
    language: wish.language,
    topic: wish.topic,
    queue_id: queue.id,
    market_id: row.market_id ?? queue.market_id,
  }
  const load = await queueLoad(trx, queue.id, now)
  const overflow = await overflowOf(trx, queue, load, now)
  if (!overflow) return admit(trx, house, row, queue, found, load, now)
  await changeInteraction(trx, row.id, found)
  return promiseInstead(trx, row, queue, { overflow, language: wish.language }, now)
}

const overflowOf = async (
  trx: Trx,
  queue: QueueRow,
  load: QueueLoad,
  now: number,
): Promise<Overflow | null> => {
  if (!isOpen(await calendarOf(trx, queue.calendar_id), now)) return 'out-of-hours'
  if (load.present === 0) return 'nobody-here'
  if (load.waiting >= queue.max_waiting) return 'queue-full'
  return null
}

const admit = async (
  trx: Trx,
  house: Routing,
  row: InteractionRow,
  queue: QueueRow,
  found: { language: 'ru' | 'en'; topic: string; queue_id: string; market_id: string },
  load: QueueLoad,
  now: number,
): Promise<QueueAnswer> => {
  const { priority, place } = await weighClient(trx, queue, row.client_id, { load, now })
  const estimateMs = estimateOf(load, place, load.free)
  await moveInteraction(trx, row.id, 'queue', {
    ...found,
    priority,
    queued_at: new Date(now),
    estimate_ms: estimateMs,
  })
  await appendEvent(trx, interactionQueued, {
    subjectId: row.id,
    actorId: null,
    at: now,
    data: { callId: row.call_id, queueId: found.queue_id, topic: found.topic, why: 'arrived' },
  })
  await writeOnCard(trx, row.id)
  afterCommit(trx, house.wakeRouter)
  const { prompts } = announceWait({ place, waitMs: estimateMs, language: found.language })
  return { kind: 'waiting', say: [wordOf(queue, 'please-wait'), ...prompts], queue: { place, estimateMs } }
}

/** The first in line are rung at once where agents are free; only those behind them wait for talks to end. */
const estimateOf = (load: QueueLoad, place: number, free: number): number =>
  Math.round(
    estimateWait({
      place: place - free,
      meanHandleMs: load.mean_handle_ms ?? USUAL_HANDLE_MS,
      serving: load.serving,
    }),
  )

/** Another word to someone who waits: their place now, or that the wait has been too long. */
export const wordToWaiting = async (trx: Trx, call: CallRow, now: number): Promise<QueueAnswer | null> => {
  const row = await lockInteractionOfCall(trx, call.id)
  const queue = row?.queue_id ? await findQueue(trx, row.queue_id) : undefined
  if (row?.state !== 'waiting' || !queue) return null
  const offered = await pendingOffer(trx, row.id)
  // Someone's screen is ringing: the wait is about to end by itself.
  if (!offered && now - (await waitingSince(trx, row, now)) >= queue.max_wait_ms) {
    return promiseInstead(trx, row, queue, { overflow: 'longest-wait', language: row.language }, now)
  }
  const load = await queueLoad(trx, queue.id, now)
  const place = await placeInQueue(trx, row.id)
  // Whoever is being rung is busy with this very caller.
  const estimateMs = estimateOf(load, place, load.free + (offered ? 1 : 0))
  const { prompts } = announceWait({ place, waitMs: estimateMs, language: row.language })
  return { kind: 'waiting', say: prompts, queue: { place, estimateMs } }
}

/** Nobody waits for ever: a number, a promised time, and a task that agents see (L14). Without anywhere to call, the truth. */
export const promiseInstead = async (
  trx: Trx,
  row: InteractionRow,
  queue: QueueRow,
  why: { overflow: Overflow; language: 'ru' | 'en' },
  now: number,
): Promise<QueueAnswer> => {
  if (!row.address && !row.client_id) {
    await endWaiting(trx, row, 'refused', now)
    return { kind: 'refused', say: [wordOf(queue, why.overflow), 'call-ended'], promise: undefined }
  }
  const dueAt = await promisedTime(trx, queue, now, CALL_BACK_WITHIN_MS)
  const { number } = await promiseCallback(trx, {
    interactionId: row.id,
    clientId: row.client_id,
    address: row.address,
    language: why.language,
    queueId: queue.id,
    dueAt,
    cause: why.overflow,
    createdBy: null,
    at: now,
  })
  await endWaiting(trx, row, 'callback', now)
  const { zone } = await calendarOf(trx, queue.calendar_id)
  const { prompts } = announceCallBack({
    requestNumber: String(number),
    dueAt,
    now,
    zone,
    language: why.language,
  })
  return {
    kind: 'refused',
    say: [wordOf(queue, why.overflow), ...prompts],
    promise: { number, dueAt, zone, why: why.overflow },
  }
}
