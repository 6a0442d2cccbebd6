/**
 * An agent calls a client: call, interaction, lease and the agent's leg in one transaction, or none of them. The client
 * is called once the agent is on the line (telephony/connect-leg.ts).
 */
import { isReachable } from '#shared/agents/activity.ts'
import type { WayKind } from '#shared/routing/outbound.contract.ts'
import { lockSeats, type Seats, takeLeases } from '../../agents/index.ts'
import { openOutbound } from '../../interactions/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Trx } from '../../platform/database.ts'
import { conflict } from '../../platform/errors.ts'
import { beginTask } from '../../tasks/index.ts'
import { callWay, openCall } from '../../telephony/index.ts'
import { CALL_LEASE_MS } from '../accept-offer.ts'
import { queueFor } from '../queue-facts.store.ts'
import type { Routing } from '../routing.ts'
import { USUAL_TOPIC } from '../usual-topic.ts'
import { calledByCard, calledByTask, type Whom } from './whom.ts'

export type CallWish = {
  kind: WayKind
  clientId?: string | undefined
  addressId?: string | undefined
  taskId?: string | undefined
}

/** Errors: see shared/routing/outbound.contract.ts. */
export const callClient = (house: Routing, actor: Actor, wish: CallWish): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const { userId } = actor
    const seats = await freeSeat(trx, userId, now)
    const whom = await whomOf(trx, actor, wish, now)
    if (whom.refused && !whom.asked) throw conflict('do_not_call', whom.refused)
    const way = await callWay(house, trx, { ...whom, kind: wish.kind })
    const { language, marketId } = whom
    const { call } = await openCall(trx, { way, language, marketId, userId, at: now })
    const queueId =
      whom.queueId ?? (await queueFor(trx, { language, topic: USUAL_TOPIC, marketId }))?.id ?? null
    const row = await openOutbound(trx, call, { ...whom, queueId, agentId: userId, now })
    const lease = { userId, kind: 'call', subjectId: row.id, owner: house.node } as const
    await takeLeases(trx, seats, [{ ...lease, expiresAt: now + CALL_LEASE_MS }], now)
  })

/** Locked: whoever would offer this agent a call meanwhile waits. They must be at work, at a desk that is heard, and free. */
const freeSeat = async (trx: Trx, userId: string, now: number): Promise<Seats> => {
  const seats = await lockSeats(trx, [userId])
  const seat = seats.get(userId)
  if (!seat || seat.agent.chosen === 'offline') throw conflict('agent_offline')
  if (seat.kinds.length > 0) throw conflict('agent_busy', { userId })
  const { desk_ok: ok, desk_seen_at: seenAt, desk_faults: faults } = seat.agent
  if (!isReachable({ ok, seenAt }, now)) throw conflict('desk_unreachable', { faults })
  return seats
}

const whomOf = async (trx: Trx, actor: Actor, wish: CallWish, now: number): Promise<Whom> => {
  if (wish.taskId) return calledByTask(trx, actor, await beginTask(trx, actor, wish.taskId, now))
  return calledByCard(trx, actor, { clientId: wish.clientId as string, addressId: wish.addressId ?? null })
}
