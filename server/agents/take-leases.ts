/** Making agents busy: leases with an owner, an end and a fencing token, within their capacity; many in one go. */
import { activityOf, type LeaseKind } from '#shared/agents/activity.ts'
import { agentBusy } from '#shared/agents/agent.events.ts'
import type { Trx } from '../platform/database.ts'
import { conflict } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { type AgentRow, lockAgents, writePresenceLines } from './agent.store.ts'
import { insertLeases, leasesOf } from './lease.store.ts'

export type WantedLease = {
  userId: string
  kind: LeaseKind
  subjectId: string
  /** The process that takes it. */
  owner: string
  expiresAt: number
}

type Seat = { agent: AgentRow; kinds: LeaseKind[]; left: number }
/** Agents who are locked, with what they are at and what capacity is left. */
export type Seats = Map<string, Seat>

/** Until the transaction ends nobody else makes these agents busy or free. A user who is no agent is left out. */
export const lockSeats = async (trx: Trx, userIds: readonly string[]): Promise<Seats> => {
  const agents = await lockAgents(trx, userIds)
  const leases = await leasesOf(trx, userIds)
  return new Map(
    agents.map((agent) => {
      const own = leases.filter((lease) => lease.user_id === agent.user_id)
      const used = own.reduce((sum, lease) => sum + lease.weight, 0)
      return [agent.user_id, { agent, kinds: own.map(({ kind }) => kind), left: agent.capacity - used }]
    }),
  )
}

/** Takes all of them or throws 409 `agent_busy`: an agent who is not among the seats, or whose capacity is used up. */
export const takeLeases = async (
  trx: Trx,
  seats: Seats,
  wanted: readonly WantedLease[],
  now: number,
): Promise<void> => {
  for (const { userId, kind } of wanted) {
    const seat = seats.get(userId)
    if (!seat || seat.left < 1) throw conflict('agent_busy', { userId })
    seat.left -= 1
    seat.kinds.push(kind)
  }
  if (wanted.length === 0) return
  await insertLeases(
    trx,
    wanted.map((lease) => ({ ...lease, takenAt: now })),
  )
  for (const { userId, kind, subjectId } of wanted) {
    await appendEvent(trx, agentBusy, {
      subjectId: userId,
      actorId: null,
      at: now,
      data: { kind, subjectId, taken: true },
    })
  }
  // What is to come next stays to come: nobody here is free. So the day's log is all that settling would change.
  const busy = [...new Set(wanted.map(({ userId }) => userId))].flatMap((userId) => {
    const seat = seats.get(userId)
    return seat ? [{ userId, state: stateOf(seat) }] : []
  })
  await writePresenceLines(trx, busy, now)
}

const stateOf = ({ agent, kinds }: Seat) =>
  activityOf({ chosen: agent.chosen, heldBy: agent.held_by, leases: kinds }).activity
