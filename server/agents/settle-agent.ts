/** After anything that made an agent busy or free: the next presence takes effect, the day's log is kept true. */
import { activityOf } from '#shared/agents/activity.ts'
import { presenceChosen } from '#shared/agents/agent.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { type AgentRow, leaseKindsOf, lockAgent, updateAgent, writePresenceLog } from './agent.store.ts'

/** Idempotent. Call it in the transaction that changed presence or leases. */
export const settleAgent = async (trx: Trx, userId: string, now: number): Promise<void> => {
  const agent = await lockAgent(trx, userId, now)
  const leases = await leaseKindsOf(trx, userId)
  const present = leases.length === 0 && agent.next_chosen ? await applyNext(trx, agent, now) : agent
  const { activity, reason } = activityOf({ chosen: present.chosen, heldBy: present.held_by, leases })
  await writePresenceLog(trx, userId, activity, reason ?? (activity === 'away' ? present.reason : null), now)
}

/** "Next: break" was stored while the agent was busy; now is next (lesson L2). */
const applyNext = async (trx: Trx, agent: AgentRow, now: number): Promise<AgentRow> => {
  const chosen = agent.next_chosen ?? agent.chosen
  const reason = agent.next_reason
  await updateAgent(trx, agent.user_id, {
    chosen,
    reason,
    chosen_at: new Date(now),
    next_chosen: null,
    next_reason: null,
    held_by: null,
    held_at: null,
  })
  await appendEvent(trx, presenceChosen, {
    subjectId: agent.user_id,
    actorId: agent.user_id,
    at: now,
    data: { chosen, reason, next: false, byId: null },
  })
  return { ...agent, chosen, reason, next_chosen: null, next_reason: null, held_by: null }
}
