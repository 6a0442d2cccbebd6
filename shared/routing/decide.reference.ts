/** The rules of routing once more, the slow and plain way: every interaction looks at every agent. For tests alone. */
import type { AgentFacts, QueueRules, WaitingInteraction } from './facts.ts'

type Plain = { interactionId: string; agentId: string; why: string }

const levelWanted = (need: WaitingInteraction['needs'][number], waited: number): number => {
  const begun = need.rings.filter((ring) => ring.afterMs <= waited)
  return (begun.at(-1) ?? need.rings[0])?.minLevel ?? 0
}

const suits = (one: WaitingInteraction, agent: AgentFacts, now: number): boolean =>
  agent.queueIds.includes(one.queueId) &&
  one.needs.every((need) => {
    const level = Object.entries(agent.skills).find(([skill]) => skill === need.skill)?.[1] ?? 0
    return level >= levelWanted(need, now - one.queuedAt)
  })

const works = (agent: AgentFacts): boolean => agent.presence === 'available' && agent.reachable

/** The interaction is kept for somebody who is busy: nobody else may have it. */
export const isHeld = (
  one: WaitingInteraction,
  queue: QueueRules,
  agents: readonly AgentFacts[],
  left: (agentId: string) => number,
  now: number,
): boolean => {
  const wished = wishes(one, queue, agents, now)
  return wished.length > 0 && wished.every(({ agent }) => left(agent.id) <= 0)
}

const wishes = (one: WaitingInteraction, queue: QueueRules, agents: readonly AgentFacts[], now: number) =>
  one.preferred.flatMap((wish) => {
    const agent = agents.find(({ id }) => id === wish.agentId)
    const lasts = wish.untilMs > now && one.queuedAt + queue.preferredForMs > now
    const fits = agent && works(agent) && suits(one, agent, now) && !barred(one, agent.id, now)
    return lasts && fits && one.onlyAgentId === undefined ? [{ agent, why: wish.why }] : []
  })

const barred = (one: WaitingInteraction, agentId: string, now: number): boolean =>
  one.barred.some((bar) => bar.agentId === agentId && bar.untilMs > now)

/** Capacity apart. */
export const mayHave = (one: WaitingInteraction, agent: AgentFacts, now: number): boolean =>
  works(agent) &&
  !barred(one, agent.id, now) &&
  (one.onlyAgentId === undefined ? suits(one, agent, now) : one.onlyAgentId === agent.id)

export const plainOrder = (
  waiting: readonly WaitingInteraction[],
  queues: readonly QueueRules[],
  now: number,
): WaitingInteraction[] => {
  const urgency = (one: WaitingInteraction) => {
    const queue = queues.find(({ id }) => id === one.queueId)!
    return queue.priority + one.priority + (queue.ageingPerMinute * (now - one.queuedAt)) / 60_000
  }
  return waiting
    .filter((one) => queues.some(({ id }) => id === one.queueId))
    .sort((a, b) => urgency(b) - urgency(a) || a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : 1))
}

export const decidePlainly = (
  waiting: readonly WaitingInteraction[],
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  now: number,
): Plain[] => {
  const given = new Map<string, number>()
  const got = (agentId: string) => given.get(agentId) ?? 0
  const capacity = new Map(agents.map(({ id, capacityLeft }) => [id, capacityLeft]))
  const left = (agentId: string) => capacity.get(agentId)! - got(agentId)
  const offers: Plain[] = []
  for (const one of plainOrder(waiting, queues, now)) {
    const queue = queues.find(({ id }) => id === one.queueId)!
    if (isHeld(one, queue, agents, left, now)) continue
    const wish = wishes(one, queue, agents, now).find(({ agent }) => left(agent.id) > 0)
    const free = agents.filter((agent) => left(agent.id) > 0 && mayHave(one, agent, now))
    const [best] = free.sort(
      (a, b) =>
        got(a.id) - got(b.id) ||
        (queue.pick === 'least-occupied' ? a.occupancy - b.occupancy : 0) ||
        a.idleSince - b.idleSince ||
        (a.id < b.id ? -1 : 1),
    )
    const agentId = wish?.agent.id ?? best?.id
    if (agentId === undefined) continue
    const why = one.onlyAgentId === undefined ? (wish?.why ?? queue.pick) : 'only-agent'
    offers.push({ interactionId: one.id, agentId, why })
    given.set(agentId, got(agentId) + 1)
  }
  return offers
}
