/** After anything that made an agent busy or free: the next presence takes effect, the day's log is kept true. */
import { activityOf } from '#shared/agents/activity.ts'
import { presenceChosen } from '#shared/agents/agent.events.ts'
import { endWork, type Presence } from '#shared/agents/presence.state.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import {
  type AgentRow,
  leaseKindsOf,
  lockAgent,
  presenceOf,
  writePresence,
  writePresenceLog,
} from './agent.store.ts'

/** Idempotent. Call it in the transaction that changed presence or leases. */
export const settleAgent = async (trx: Trx, userId: string, now: number): Promise<void> => {
  const agent = await lockAgent(trx, userId, now)
  const leases = await leaseKindsOf(trx, userId)
  const present = leases.length === 0 ? await applyNext(trx, agent, now) : presenceOf(agent)
  const { activity, reason } = activityOf({ ...present, leases })
  await writePresenceLog(trx, userId, activity, reason ?? (activity === 'away' ? present.reason : null), now)
}

/** "Next: break" was stored while the agent was busy; now is next (lesson L2). */
const applyNext = async (trx: Trx, agent: AgentRow, now: number): Promise<Presence> => {
  const before = presenceOf(agent)
  if (!before.next) return before
  const present = endWork(before)
  await writePresence(trx, agent, present, { chosenAt: now, heldAt: null })
  await appendEvent(trx, presenceChosen, {
    subjectId: agent.user_id,
    actorId: agent.user_id,
    at: now,
    data: { chosen: present.chosen, reason: present.reason, next: false, byId: null },
  })
  return present
}
