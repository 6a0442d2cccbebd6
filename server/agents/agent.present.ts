/** An agent's presence as it leaves the server. */
import { activityOf, isReachable, type LeaseKind } from '#shared/agents/activity.ts'
import type { PresenceView } from '#shared/agents/agent.contract.ts'
import type { Queryable } from '../platform/database.ts'
import { type AgentRow, findAgent, leaseKindsOf, openPresence } from './agent.store.ts'

export const readPresence = async (db: Queryable, userId: string, now: number): Promise<PresenceView> => {
  const agent = await findAgent(db, userId)
  if (!agent) return NOBODY(now)
  const [leases, open] = [await leaseKindsOf(db, userId), await openPresence(db, userId)]
  return presentPresence(agent, leases, open?.from_at ?? agent.chosen_at, now)
}

const presentPresence = (agent: AgentRow, leases: LeaseKind[], since: number, now: number): PresenceView => {
  const reachable = isReachable({ ok: agent.desk_ok, seenAt: agent.desk_seen_at }, now)
  return {
    chosen: agent.chosen,
    reason: agent.reason,
    chosenAt: agent.chosen_at,
    next: agent.next_chosen ? { chosen: agent.next_chosen, reason: agent.next_reason } : null,
    heldBy: agent.held_by,
    reachable,
    faults: faultsOf(agent, reachable),
    activity: activityOf({ chosen: agent.chosen, heldBy: agent.held_by, leases }).activity,
    activitySince: since,
  }
}

const faultsOf = (agent: AgentRow, reachable: boolean): PresenceView['faults'] => {
  const said = agent.desk_faults as PresenceView['faults']
  return reachable || said.length > 0 ? said : ['stale']
}

const NOBODY = (now: number): PresenceView => ({
  chosen: 'offline',
  reason: null,
  chosenAt: now,
  next: null,
  heldBy: null,
  reachable: false,
  faults: ['socket'],
  activity: 'offline',
  activitySince: now,
})
