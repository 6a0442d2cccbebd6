/**
 * The agents of one decision, in an index that answers "the first in pick order who serves this queue with these
 * skills". Interactions that ask for the same share a group, which remembers how far its agents are spent: a group
 * without agents answers at once. Cost: O(A log A + memberships) for the index; a group reads each agent of its queue
 * at most once, 32 at a step.
 */
import type { AgentFacts, NeedNow, QueueRules } from './facts.ts'
import { rankByQueue } from './pick-order.ts'
import { firstRank, indexQueue, type QueueIndex, tabulateSkills } from './queue-index.ts'

export type Floor = {
  positionOf(agentId: string): number | undefined
  agentAt(position: number): AgentFacts
  /** Capacity that this decision has not used yet. */
  leftOf(position: number): number
  /** The agent to offer to, or -1. Who got the fewest in this decision comes first (L9), then the queue's pick. */
  first(queueId: string, needs: readonly NeedNow[], isBarred: ((agentId: string) => boolean) | null): number
  take(position: number): void
}

/** Who meets one set of needs of one queue. Nobody of it is left before `word` of `round`, nor in an earlier round. */
type Group = { index: QueueIndex; rows: Uint32Array[]; round: number; word: number }

const keyOf = (queueId: string, needs: readonly NeedNow[]): string => {
  let key = queueId
  for (const { skill, minLevel } of needs) key += `\u0000${skill}\u0000${minLevel}`
  return key
}

export const openFloor = (agents: readonly AgentFacts[], queues: readonly QueueRules[]): Floor => {
  const positions = new Map<string, number>()
  for (const [at, agent] of agents.entries()) positions.set(agent.id, at)
  const given = new Int32Array(agents.length)
  const rounds = agents.reduce((most, agent) => Math.max(most, agent.capacityLeft), 0)
  const { indexes, places } = indexAll(agents, queues)
  const groups = new Map<string, Group>()

  const groupOf = (queueId: string, needs: readonly NeedNow[]): Group | undefined => {
    const key = keyOf(queueId, needs)
    const known = groups.get(key)
    const index = indexes.get(queueId)
    if (known || !index) return known
    const made = { index, rows: needs.map(index.skilledRow), round: 0, word: 0 }
    groups.set(key, made)
    return made
  }

  const first: Floor['first'] = (queueId, needs, isBarred) => {
    const group = groupOf(queueId, needs)
    const rank = group ? firstOfGroup(group, rounds) : -1
    if (!group || rank === -1) return -1
    const { index, rows } = group
    const atOf = (one: number) => index.ranked[one]!.at
    if (!isBarred?.(agents[atOf(rank)]!.id)) return atOf(rank)
    const refused = (one: number) => isBarred(agents[atOf(one)]!.id)
    for (let round = group.round; round < rounds; round += 1) {
      const other = firstRank(index.freeIn(round), rows, round === group.round ? group.word : 0, refused)
      if (other !== -1) return atOf(other)
    }
    return -1
  }

  return {
    positionOf: (agentId) => positions.get(agentId),
    agentAt: (at) => agents[at]!,
    leftOf: (at) => agents[at]!.capacityLeft - given[at]!,
    first,
    take: (at) => {
      const round = given[at]!
      given[at] = round + 1
      const more = round + 1 < agents[at]!.capacityLeft
      const from = places.from[at]!
      for (let place = from; place < from + places.count[at]!; place += 1) {
        places.index[place]!.move(places.rank[place]!, round, more)
      }
    },
  }
}

type Places = { index: QueueIndex[]; rank: Int32Array; from: Int32Array; count: Uint16Array }

/** Every queue's index, and each agent's places in those: from `from[at]` on, `count[at]` of them. */
const indexAll = (
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
): { indexes: Map<string, QueueIndex>; places: Places } => {
  const from = new Int32Array(agents.length)
  let most = 0
  for (const [at, agent] of agents.entries()) {
    from[at] = most
    most += agent.queueIds.length
  }
  const places: Places = {
    index: new Array(most),
    rank: new Int32Array(most),
    from,
    count: new Uint16Array(agents.length),
  }
  const indexes = new Map<string, QueueIndex>()
  const skills = tabulateSkills(agents)
  for (const [queueId, ranked] of rankByQueue(agents, queues)) {
    const index = indexQueue(ranked, skills)
    indexes.set(queueId, index)
    for (let rank = 0; rank < ranked.length; rank += 1) {
      const { at } = ranked[rank]!
      const place = from[at]! + places.count[at]!++
      places.index[place] = index
      places.rank[place] = rank
    }
  }
  return { indexes, places }
}

/**
 * Moves the group's mark over what is spent. Whoever leaves a round joins the next, so a later round is entered only
 * when nobody of the group is left in the earlier: behind the mark nobody appears again.
 */
const firstOfGroup = (group: Group, rounds: number): number => {
  while (group.round < rounds) {
    const rank = firstRank(group.index.freeIn(group.round), group.rows, group.word, null)
    if (rank !== -1) {
      group.word = rank >>> 5
      return rank
    }
    group.round += 1
    group.word = 0
  }
  return -1
}
