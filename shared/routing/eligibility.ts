/** May this agent be offered this interaction now, and if not, on what ground. */
import type { AgentFacts, NeedNow, QueueRules, WaitingInteraction } from './facts.ts'
import { waitedMs } from './urgency.ts'

/** From the farthest from being offered to the nearest; the first that applies is given. */
export const refusalGrounds = [
  'queue-closed',
  'other-agent-wanted',
  'not-in-queue',
  'skill-missing',
  'skill-low',
  'offline',
  'away',
  'barred',
  'unreachable',
  'no-capacity',
  'held-for-preferred',
] as const
export type RefusalGround = (typeof refusalGrounds)[number]

/** The skills wanted at this moment, and how far the requirement has relaxed: 0 is the target itself. */
export const needsNow = (
  interaction: WaitingInteraction,
  now: number,
): { needs: NeedNow[]; ring: number; nextRingAt: number | null } => {
  const waited = waitedMs(interaction, now)
  const needs: NeedNow[] = []
  let ring = 0
  let nextAfter = Number.POSITIVE_INFINITY
  for (const need of interaction.needs) {
    const begun = ringAt(need.rings, waited)
    const minLevel = need.rings[begun]?.minLevel ?? 0
    const next = need.rings[begun + 1]
    if (minLevel > 0) needs.push({ skill: need.skill, minLevel })
    ring = Math.max(ring, begun)
    if (next) nextAfter = Math.min(nextAfter, next.afterMs)
  }
  const nextRingAt = Number.isFinite(nextAfter) ? interaction.queuedAt + nextAfter : null
  return { needs, ring, nextRingAt }
}

const ringAt = (rings: { afterMs: number }[], waited: number): number => {
  let begun = 0
  while (rings[begun + 1] && rings[begun + 1]!.afterMs <= waited) begun += 1
  return begun
}

/** 0 where the agent has not got the skill; a skill may be named like something that every object inherits. */
export const levelOf = (agent: AgentFacts, skill: string): number => {
  const level: unknown = agent.skills[skill]
  return typeof level === 'number' ? level : 0
}

export const isSkilled = (agent: AgentFacts, needs: readonly NeedNow[]): boolean =>
  needs.every((need) => levelOf(agent, need.skill) >= need.minLevel)

export const isBarred = (interaction: WaitingInteraction, agentId: string, now: number): boolean =>
  interaction.barred.some((bar) => bar.agentId === agentId && bar.untilMs > now)

/** Signed in, wants work, and the desk is proved: free as soon as there is capacity. */
export const isTakingWork = (agent: Pick<AgentFacts, 'presence' | 'reachable'>): boolean =>
  agent.presence === 'available' && agent.reachable

/** Null: may be offered. Holding for a preferred agent is not looked at here: `preferenceOf` does. */
export const refusalOf = (
  interaction: WaitingInteraction,
  agent: AgentFacts,
  needs: readonly NeedNow[],
  now: number,
): RefusalGround | null => placeGround(interaction, agent, needs) ?? momentGround(interaction, agent, now)

const placeGround = (
  { onlyAgentId, queueId }: WaitingInteraction,
  agent: AgentFacts,
  needs: readonly NeedNow[],
): RefusalGround | null => {
  if (onlyAgentId !== undefined) return onlyAgentId === agent.id ? null : 'other-agent-wanted'
  if (!agent.queueIds.includes(queueId)) return 'not-in-queue'
  if (needs.some((need) => levelOf(agent, need.skill) === 0)) return 'skill-missing'
  return isSkilled(agent, needs) ? null : 'skill-low'
}

const momentGround = (
  interaction: WaitingInteraction,
  agent: AgentFacts,
  now: number,
): RefusalGround | null => {
  if (agent.presence !== 'available') return agent.presence
  if (isBarred(interaction, agent.id, now)) return 'barred'
  if (!agent.reachable) return 'unreachable'
  return agent.capacityLeft > 0 ? null : 'no-capacity'
}

type Seen = (agentId: string) => { agent: AgentFacts; left: number } | undefined

/** The preferred agent to offer to at once; or that the client is held for one who is busy; or neither. */
export type Preferring =
  | { kind: 'take'; agentId: string; why: 'manager' | 'last-agent' }
  | { kind: 'hold' }
  | { kind: 'none' }

/**
 * A preferred agent who is free is taken before anyone. For one who takes work but is busy the client is held, until
 * the preference ends; for one who is away, offline or unreachable nobody is held.
 */
export const preferenceOf = (
  interaction: WaitingInteraction,
  queue: QueueRules,
  needs: readonly NeedNow[],
  seen: Seen,
  now: number,
): Preferring => {
  let hold = false
  for (const wish of interaction.preferred) {
    if (preferenceEnds(interaction, queue, wish.untilMs) <= now) continue
    const found = seen(wish.agentId)
    if (!found || !isTakingWork(found.agent) || isBarred(interaction, wish.agentId, now)) continue
    if (placeGround(interaction, found.agent, needs)) continue
    if (found.left > 0) return { kind: 'take', agentId: wish.agentId, why: wish.why }
    hold = true
  }
  return hold ? { kind: 'hold' } : { kind: 'none' }
}

export const preferenceEnds = (interaction: WaitingInteraction, queue: QueueRules, untilMs: number): number =>
  Math.min(untilMs, interaction.queuedAt + queue.preferredForMs)
