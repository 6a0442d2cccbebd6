/** Asking a colleague first: the client holds with music, the colleague's screen rings, both talk, then one stays. */
import { consultAsked } from '#shared/routing/offer.events.ts'
import { findInteraction, type InteractionRow, lockInteraction } from '../interactions/index.ts'
import { afterCommit, inTransaction, type Trx } from '../platform/database.ts'
import { conflict, invalid, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { arrange, type CallRow, lockCall, openLegs, placeLeg } from '../telephony/index.ts'
import { insertConsult, openConsult } from './consult.store.ts'
import { findActiveQueue } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

export type Target = { agentId?: string | undefined; queueId?: string | undefined }

/** The talk of this agent, with its call, both locked in order. Errors: 404; 409 `not_talking`. */
export const lockOwnTalk = async (
  trx: Trx,
  interactionId: string,
  agentId: string,
): Promise<{ row: InteractionRow; call: CallRow }> => {
  const found = await findInteraction(trx, interactionId)
  const call = found?.call_id ? await lockCall(trx, found.call_id) : undefined
  const row = await lockInteraction(trx, interactionId)
  if (!row || row.agent_id !== agentId) throw notFound('interaction', interactionId)
  if (row.state !== 'talking' || !call || call.state === 'ended')
    throw conflict('not_talking', { state: row.state })
  return { row, call }
}

/** Errors: 404, 409 `not_talking`, 409 `consulting` when one is open, 409 `own_target`, 422 for a queue that is not in use. */
export const startConsult = (
  house: Routing,
  interactionId: string,
  agentId: string,
  target: Target,
): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const { call } = await lockOwnTalk(trx, interactionId, agentId)
    if (target.agentId === agentId) throw conflict('own_target')
    if (await openConsult(trx, interactionId)) throw conflict('consulting')
    if (target.queueId && !(await findActiveQueue(trx, target.queueId))) throw invalid({ queueId: 'unknown' })
    const consult = await insertConsult(trx, {
      interactionId,
      fromUserId: agentId,
      toUserId: target.agentId ?? null,
      toQueueId: target.queueId ?? null,
      at: now,
    })
    await appendEvent(trx, consultAsked, {
      subjectId: consult.id,
      actorId: agentId,
      at: now,
      data: { interactionId, callId: call.id, fromId: agentId, userId: target.agentId ?? null },
    })
    const client = (await openLegs(trx, call.id)).find((leg) => leg.side === 'client')
    if (client && (await placeLeg(trx, client.id, 'hold'))) await house.listener.held(trx, call, true, now)
    await arrange(trx, call)
    afterCommit(trx, house.wakeRouter)
  })
