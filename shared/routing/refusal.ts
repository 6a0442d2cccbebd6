/** Why an agent is not offered a client; one ground each, the plainest first. */
import type { AgentFacts, WaitingInteraction } from './decide.ts'
import { needsAt } from './rings.ts'

export const refusalGrounds = [
  'offline',
  'away',
  'unreachable',
  'other-queue',
  'not-named',
  'declined',
  'no-answer',
  'transferred-from',
  'skill-too-low',
  'busy',
] as const
export type RefusalGround = (typeof refusalGrounds)[number]

/** Null: may be offered. `busy` is the last ground, so it means "would be offered, were they free". */
export const refusalOf = (item: WaitingInteraction, agent: AgentFacts, now: number): RefusalGround | null => {
  if (agent.presence !== 'available') return agent.presence
  if (!agent.reachable) return 'unreachable'
  const bar = item.barred.find((one) => one.agentId === agent.id && one.untilMs > now)
  if (item.onlyAgentId !== undefined) {
    if (item.onlyAgentId !== agent.id) return 'not-named'
    if (bar) return bar.why
    return agent.capacityLeft > 0 ? null : 'busy'
  }
  if (!agent.queueIds.includes(item.queueId)) return 'other-queue'
  if (bar) return bar.why
  const needs = needsAt(item.needs, now - item.queuedAt)
  if (needs.some((need) => (agent.skills[need.skill] ?? 0) < need.minLevel)) return 'skill-too-low'
  return agent.capacityLeft > 0 ? null : 'busy'
}
