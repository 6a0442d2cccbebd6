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

export type Besides = {
  /** Who waits besides, for its place in the queue (1 is next). */
  waiting?: readonly WaitingInteraction[]
  /** Offers that the same decision has already made to an agent. */
  given?: ReadonlyMap<string, number>
}

/**
 * As if nobody else chose from here on: the one `offered` is whom `decide` would choose. The offered and eligible
 * stand first, the best before, then the refused, the nearest to being offered before.
 */
export const explainWait = (
  interaction: WaitingInteraction,
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  now: number,
  { waiting = [], given = NOBODY }: Besides = {},
): Explanation => {
  const present = given.size === 0 ? agents : agents.map((agent) => after(agent, given))
  const queue = queues.find((one) => one.id === interaction.queueId)
  const { needs, ring } = needsNow(interaction, now)
  const refused = (agent: AgentFacts, ground: RefusalGround): Candidate => ({
    agentId: agent.id,
    verdict: 'refused',
    ground,
    facts: factsOf(interaction, agent, needs, now),
  })
  if (!queue) {
    const candidates = present.map((agent) => refused(agent, 'queue-closed')).sort(byNearness)
    return { effectivePriority: interaction.priority, place: 1, ring, candidates }
  }
  const choice = chooseFor(interaction, queue, needs, { agents: present, given, now })
  const candidates = present.map((agent): Candidate => {
    const ground = refusalOf(interaction, agent, needs, now) ?? (choice.held ? 'held-for-preferred' : null)
    if (ground) return refused(agent, ground)
    const offered = agent.id === choice.agentId
    return {
      agentId: agent.id,
      verdict: offered ? 'offered' : 'eligible',
      score: scoreOf(agent, queue.pick, offered ? choice.why : null, now),
      facts: factsOf(interaction, agent, needs, now),
    }
  })
  return {
    effectivePriority: effectivePriority(interaction, queue, now),
    place: placeAmong(interaction, queue, waiting, now),
    ring,
    candidates: candidates.sort(byNearness),
  }
}

const NOBODY: ReadonlyMap<string, number> = new Map()

const after = (agent: AgentFacts, given: ReadonlyMap<string, number>): AgentFacts => ({
  ...agent,
  capacityLeft: agent.capacityLeft - (given.get(agent.id) ?? 0),
})

type Chosen = { agentId: string | undefined; why: OfferReason; held: boolean }

const chooseFor = (
  interaction: WaitingInteraction,
  queue: QueueRules,
  needs: readonly NeedNow[],
  { agents, given, now }: { agents: readonly AgentFacts[]; given: ReadonlyMap<string, number>; now: number },
): Chosen => {
  const eligible = agents.filter((agent) => refusalOf(interaction, agent, needs, now) === null)
  if (interaction.onlyAgentId !== undefined) {
    return { agentId: eligible[0]?.id, why: 'only-agent', held: false }
  }
  const byId = new Map(agents.map((agent) => [agent.id, agent]))
  const seen = (agentId: string) => {
    const agent = byId.get(agentId)
    return agent && { agent, left: agent.capacityLeft }
  }
  const preferring = preferenceOf(interaction, queue, needs, seen, now)
  if (preferring.kind === 'hold') return { agentId: undefined, why: queue.pick, held: true }
  if (preferring.kind === 'take') return { agentId: preferring.agentId, why: preferring.why, held: false }
  const got = (agent: AgentFacts) => given.get(agent.id) ?? 0
  const compare = byPick(queue.pick)
  const [best] = eligible.sort((a, b) => got(a) - got(b) || compare(a, b))
  return { agentId: best?.id, why: queue.pick, held: false }
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
