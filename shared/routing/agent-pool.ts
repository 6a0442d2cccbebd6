/** The agents who may be offered something, in each queue's order of picking, with what is left of their capacity. */
import type { AgentFacts, QueueRules } from './decide.ts'
import type { NeedNow } from './rings.ts'

export type Pool = {
  get(agentId: string): AgentFacts | undefined
  /** One unit of capacity is used. */
  take(agentId: string): void
  /** The queue's agents in the order of picking. */
  order(queue: QueueRules): AgentFacts[]
  /** The first free agent with these skills whom the client may have. */
  first(
    queue: QueueRules,
    needs: readonly NeedNow[],
    key: string,
    may: (agent: AgentFacts) => boolean,
  ): AgentFacts | undefined
}

const byIdle = (a: AgentFacts, b: AgentFacts) =>
  a.idleSince - b.idleSince || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const byOccupancy = (a: AgentFacts, b: AgentFacts) => a.occupancy - b.occupancy || byIdle(a, b)

export const createPool = (agents: readonly AgentFacts[], rules: ReadonlyMap<string, QueueRules>): Pool => {
  const present = new Map(agents.map((agent) => [agent.id, { ...agent }]))
  const ready = [...present.values()].filter(
    (agent) => agent.presence === 'available' && agent.reachable && agent.capacityLeft > 0,
  )
  const members = membersByQueue(ready, rules)
  /** For each set of needs, who has them, and how far the front of that list is used up. */
  const searches = new Map<string, { skilled: AgentFacts[]; from: number }>()

  const searchFor = (queue: QueueRules, needs: readonly NeedNow[], key: string) => {
    const known = searches.get(key)
    if (known) return known
    const skilled = (members.get(queue.id) ?? []).filter((agent) =>
      needs.every((need) => (agent.skills[need.skill] ?? 0) >= need.minLevel),
    )
    const search = { skilled, from: 0 }
    searches.set(key, search)
    return search
  }
  return {
    get: (agentId) => present.get(agentId),
    take: (agentId) => {
      const agent = present.get(agentId)
      if (agent) agent.capacityLeft -= 1
    },
    order: (queue) => members.get(queue.id) ?? [],
    first: (queue, needs, key, may) => {
      const search = searchFor(queue, needs, key)
      while ((search.skilled[search.from]?.capacityLeft ?? 1) <= 0) search.from += 1
      for (let index = search.from; index < search.skilled.length; index += 1) {
        const agent = search.skilled[index]
        if (agent && agent.capacityLeft > 0 && may(agent)) return agent
      }
      return undefined
    },
  }
}

const membersByQueue = (
  ready: readonly AgentFacts[],
  rules: ReadonlyMap<string, QueueRules>,
): Map<string, AgentFacts[]> => {
  const idle = [...ready].sort(byIdle)
  const occupied = [...rules.values()].some((queue) => queue.pick === 'least-occupied')
    ? [...ready].sort(byOccupancy)
    : []
  const members = new Map<string, AgentFacts[]>([...rules.keys()].map((id) => [id, []]))
  const place = (agents: AgentFacts[], pick: QueueRules['pick']) => {
    for (const agent of agents) {
      for (const queueId of agent.queueIds) {
        if (rules.get(queueId)?.pick === pick) members.get(queueId)?.push(agent)
      }
    }
  }
  place(idle, 'longest-idle')
  place(occupied, 'least-occupied')
  return members
}
