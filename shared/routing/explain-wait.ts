/** "Why this agent?" and "why is this caller still waiting?": every agent with a score or a ground of refusal. */
import {
  isBarred,
  levelOf,
  needsNow,
  preferenceOf,
  type RefusalGround,
  refusalGrounds,
  refusalOf,
} from './eligibility.ts'
import type { AgentFacts, NeedNow, OfferReason, QueueRules, WaitingInteraction } from './facts.ts'
import { byPick } from './pick-order.ts'
import { scoreOf } from './score.ts'
import { byUrgency, effectivePriority } from './urgency.ts'

export type Candidate = {
  agentId: string
  verdict: 'offered' | 'eligible' | 'refused'
  score?: number
  ground?: RefusalGround
  facts: {
    presence: AgentFacts['presence']
    reachable: boolean
    capacityLeft: number
    idleMs: number
    occupancy: number
    skills: { skill: string; wanted: number; level: number }[]
    barredUntil?: number
    preferred?: 'manager' | 'last-agent'
  }
}

export type Explanation = { effectivePriority: number; place: number; ring: number; candidates: Candidate[] }

/**
 * As if it waited alone: the one `offered` is whom `decide` would choose. The offered and eligible stand first, the
 * best before, then the refused, the nearest to being offered before.
 * @param waiting who waits besides, for its place in the queue (1 is next)
 * @throws RangeError when the interaction's queue has no rules
 */
export const explainWait = (
  interaction: WaitingInteraction,
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  now: number,
  waiting: readonly WaitingInteraction[] = [],
): Explanation => {
  const queue = queues.find((one) => one.id === interaction.queueId)
  if (!queue) throw new RangeError(`no rules of queue ${interaction.queueId}`)
  const { needs, ring } = needsNow(interaction, now)
  const byId = new Map(agents.map((agent) => [agent.id, agent]))
  const seen = (agentId: string) => {
    const agent = byId.get(agentId)
    return agent && { agent, left: agent.capacityLeft }
  }
  const grounds = new Map(agents.map((agent) => [agent.id, refusalOf(interaction, agent, needs, now)]))
  const preferring =
    interaction.onlyAgentId === undefined
      ? preferenceOf(interaction, queue, needs, seen, now)
      : ({ kind: 'none' } as const)
  const held = preferring.kind === 'hold'
  const eligible = agents.filter((agent) => grounds.get(agent.id) === null).sort(byPick(queue.pick))
  const chosen = held ? undefined : preferring.kind === 'take' ? preferring.agentId : eligible[0]?.id
  const candidates = agents.map((agent): Candidate => {
    const ground = grounds.get(agent.id) ?? (held ? 'held-for-preferred' : null)
    const facts = factsOf(interaction, agent, needs, now)
    if (ground) return { agentId: agent.id, verdict: 'refused', ground, facts }
    const why = reasonFor(interaction, agent.id, agent.id === chosen && preferring.kind === 'take')
    const score = scoreOf(agent, queue.pick, why, now)
    return { agentId: agent.id, verdict: agent.id === chosen ? 'offered' : 'eligible', score, facts }
  })
  return {
    effectivePriority: effectivePriority(interaction, queue, now),
    place: placeAmong(interaction, queue, waiting, now),
    ring,
    candidates: candidates.sort(byNearness),
  }
}

const reasonFor = (
  interaction: WaitingInteraction,
  agentId: string,
  preferred: boolean,
): OfferReason | null => {
  if (interaction.onlyAgentId === agentId) return 'only-agent'
  return preferred ? (interaction.preferred.find((wish) => wish.agentId === agentId)?.why ?? null) : null
}

const placeAmong = (
  interaction: WaitingInteraction,
  queue: QueueRules,
  waiting: readonly WaitingInteraction[],
  now: number,
): number => {
  const standing = (one: WaitingInteraction) => ({
    interaction: one,
    urgency: effectivePriority(one, queue, now),
  })
  const mine = standing(interaction)
  const before = waiting.filter(
    (other) =>
      other.id !== interaction.id && other.queueId === queue.id && byUrgency(standing(other), mine) < 0,
  )
  return before.length + 1
}

const factsOf = (
  interaction: WaitingInteraction,
  agent: AgentFacts,
  needs: readonly NeedNow[],
  now: number,
): Candidate['facts'] => {
  const preferred = interaction.preferred.find((wish) => wish.agentId === agent.id)
  const bars = interaction.barred.filter((bar) => bar.agentId === agent.id && bar.untilMs > now)
  return {
    presence: agent.presence,
    reachable: agent.reachable,
    capacityLeft: agent.capacityLeft,
    idleMs: Math.max(0, now - agent.idleSince),
    occupancy: agent.occupancy,
    skills: needs.map(({ skill, minLevel }) => ({ skill, wanted: minLevel, level: levelOf(agent, skill) })),
    ...(isBarred(interaction, agent.id, now) && {
      barredUntil: Math.max(...bars.map((bar) => bar.untilMs)),
    }),
    ...(preferred && { preferred: preferred.why }),
  }
}

const nearness = (candidate: Candidate): number => {
  if (candidate.verdict === 'offered') return -2
  if (candidate.verdict === 'eligible') return -1
  return refusalGrounds.length - refusalGrounds.indexOf(candidate.ground!)
}

const byNearness = (a: Candidate, b: Candidate): number =>
  nearness(a) - nearness(b) || (b.score ?? 0) - (a.score ?? 0) || (a.agentId < b.agentId ? -1 : 1)
