/** The talk goes on without this agent: the client waits again, in front, for a queue or a named colleague. */
import { interactionQueued, interactionTransferred } from '#shared/interactions/interaction.events.ts'
import { closeTalk, moveInteraction, noteHold, writeOnCard } from '../interactions/index.ts'
import { afterCommit, inTransaction } from '../platform/database.ts'
import { conflict, invalid } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { arrange, dropLeg, openLegs, placeLeg, speak } from '../telephony/index.ts'
import { openConsult } from './consult.store.ts'
import { lockOwnTalk, type Target } from './consult.ts'
import { wrapUpAfterTransfer } from './end-consult.ts'
import { barAgent } from './offer.store.ts'
import { findActiveQueue } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

/** Whoever passed the client on is not offered them straight back, ms. */
const BAR_MS = 10 * 60_000

/** Errors: 404, 409 `not_talking`, 409 `consulting`, 409 `own_target`, 422 for an unknown queue. */
export const transferBlind = (
  house: Routing,
  interactionId: string,
  agentId: string,
  target: Target,
): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const { row, call } = await lockOwnTalk(trx, interactionId, agentId)
    if (target.agentId === agentId) throw conflict('own_target')
    if (await openConsult(trx, interactionId)) throw conflict('consulting')
    const queueId = target.queueId ?? row.queue_id
    const queue = queueId ? await findActiveQueue(trx, queueId) : undefined
    if (!queue) throw invalid({ queueId: 'unknown' })
    await noteHold(trx, call.id, false, now)
    await closeTalk(trx, row.id, 'transferred', now)
    await moveInteraction(trx, row.id, 'requeue', {
      queue_id: queue.id,
      only_agent_id: target.agentId ?? null,
      agent_id: null,
      // The old place: a transferred client does not start to wait anew.
      queued_at: new Date(row.queued_at ?? now),
    })
    await barAgent(trx, { interactionId, userId: agentId, untilAt: now + BAR_MS, why: 'transferred-from' })
    for (const leg of await openLegs(trx, call.id)) {
      if (leg.user_id === agentId) await dropLeg(trx, call, leg, 'transferred', now)
      else if (leg.side === 'client') await placeLeg(trx, leg.id, 'music')
    }
    await arrange(trx, call)
    const data = { topic: row.topic, after: 'wait' as const }
    await speak(trx, call, { step: null, language: row.language, data, say: ['please-wait'] }, now)
    await wrapUpAfterTransfer(trx, house, row, agentId, now)
    await appendEvent(trx, interactionTransferred, {
      subjectId: row.id,
      actorId: agentId,
      at: now,
      data: {
        callId: call.id,
        fromId: agentId,
        toId: target.agentId ?? null,
        queueId: queue.id,
        how: 'blind',
      },
    })
    await appendEvent(trx, interactionQueued, {
      subjectId: row.id,
      actorId: agentId,
      at: now,
      data: { callId: call.id, queueId: queue.id, topic: row.topic, why: 'transferred' },
    })
    await writeOnCard(trx, row.id)
    afterCommit(trx, house.wakeRouter)
  })
