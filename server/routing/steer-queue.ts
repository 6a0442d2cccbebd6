/** A supervisor moves a waiting interaction to another queue, or sets its priority. */
import { interactionPrioritised, interactionQueued } from '#shared/interactions/interaction.events.ts'
import {
  changeInteraction,
  findInteraction,
  type InteractionRow,
  lockInteraction,
} from '../interactions/index.ts'
import { afterCommit, inTransaction, type Trx } from '../platform/database.ts'
import { conflict, invalid, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { lockCall } from '../telephony/index.ts'
import { withdrawOffer } from './end-offer.ts'
import { findActiveQueue } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

const lockWaiting = async (trx: Trx, interactionId: string): Promise<InteractionRow> => {
  const seen = await findInteraction(trx, interactionId)
  if (seen?.call_id) await lockCall(trx, seen.call_id)
  const row = await lockInteraction(trx, interactionId)
  if (!row) throw notFound('interaction', interactionId)
  if (row.state !== 'waiting') throw conflict('not_waiting', { state: row.state })
  return row
}

/** An offer of the old queue is taken back; the place in time is kept. Errors: 404, 409 `not_waiting`, 422. */
export const moveWaiting = (
  house: Routing,
  interactionId: string,
  queueId: string,
  actorId: string,
): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const row = await lockWaiting(trx, interactionId)
    const queue = await findActiveQueue(trx, queueId)
    if (!queue) throw invalid({ queueId: 'unknown' })
    if (row.queue_id === queueId) return
    await withdrawOffer(trx, house, interactionId, 'moved', now)
    await changeInteraction(trx, interactionId, { queue_id: queueId, only_agent_id: null })
    await appendEvent(trx, interactionQueued, {
      subjectId: interactionId,
      actorId,
      at: now,
      data: { callId: row.call_id, queueId, topic: row.topic, why: 'moved' },
    })
    afterCommit(trx, house.wakeRouter)
  })

/** Errors: 404, 409 `not_waiting`. */
export const setPriority = (
  house: Routing,
  interactionId: string,
  priority: number,
  actorId: string,
): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const row = await lockWaiting(trx, interactionId)
    await changeInteraction(trx, interactionId, { priority })
    await appendEvent(trx, interactionPrioritised, {
      subjectId: interactionId,
      actorId,
      at: house.clock.now(),
      data: { callId: row.call_id, priority },
    })
    afterCommit(trx, house.wakeRouter)
  })
