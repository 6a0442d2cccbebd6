/**
 * The agents of one decision, in an index that answers "the first in pick order who serves this queue with these
 * skills" in nearly constant time. Agents are sorted once for each pick; interactions with the same needs share a
 * group, which reads its agents once: an agent who is spent is stepped over for good, and a group without agents
 * answers at once. Cost: O(A log A + memberships + Σ agents read by groups), not agents × interactions.
 */
import { isSkilled, isTakingWork, levelOf } from './eligibility.ts'
import type { AgentFacts, NeedNow, QueueRules } from './facts.ts'

export type Floor = {
  positionOf(agentId: string): number | undefined
  agentAt(position: number): AgentFacts
  /** Capacity that this decision has not used yet. */
  leftOf(position: number): number
  /** The agent to offer to, or -1. Who got the fewest in this decision comes first (L9), then the queue's pick. */
  first(queueId: string, needs: readonly NeedNow[], isBarred: ((agentId: string) => boolean) | null): number
  take(position: number): void
}

/** Agents who meet one set of needs of one queue. `skips[n]` leads over those spent in the n-th round. */
type Group = {
  needs: readonly NeedNow[]
  source: readonly number[]
  read: number
  members: number[]
  skips: number[][]
  /** Rounds before this one have nobody left. */
  round: number
}

const SEPARATOR = '\u0000'
const keyOf = (need: NeedNow): string => `${need.skill}${SEPARATOR}${need.minLevel}`

/** The order in which agents of a queue are offered work; total. */
export const byPick = (pick: QueueRules['pick']): ((a: AgentFacts, b: AgentFacts) => number) => {
  const byIdle = (a: AgentFacts, b: AgentFacts) => a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1)
  return pick === 'longest-idle' ? byIdle : (a, b) => a.occupancy - b.occupancy || byIdle(a, b)
}

const listsByQueue = (
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
): Map<string, number[]> => {
  const lists = new Map<string, number[]>()
  const free = [...agents.keys()].filter((at) => isTakingWork(agents[at]!) && agents[at]!.capacityLeft > 0)
  for (const pick of ['longest-idle', 'least-occupied'] as const) {
    const picking = queues.filter((queue) => queue.pick === pick)
    if (picking.length === 0) continue
    for (const queue of picking) lists.set(queue.id, [])
    const own = new Set(picking.map((queue) => queue.id))
    const compare = byPick(pick)
    for (const at of free.sort((a, b) => compare(agents[a]!, agents[b]!))) {
      for (const queueId of new Set(agents[at]!.queueIds)) if (own.has(queueId)) lists.get(queueId)!.push(at)
    }
  }
  return lists
}

export const openFloor = (agents: readonly AgentFacts[], queues: readonly QueueRules[]): Floor => {
  const positions = new Map(agents.map((agent, at) => [agent.id, at]))
  const given = new Int32Array(agents.length)
  const lists = listsByQueue(agents, queues)
  const skilled = new Map<string, number[]>()
  const groups = new Map<string, Group>()
  const rounds = agents.reduce((most, agent) => Math.max(most, agent.capacityLeft), 0)

  /** Agents of the queue who meet the need that fewest meet. */
  const sourceOf = (queueId: string, needs: readonly NeedNow[]): readonly number[] => {
    let shortest = lists.get(queueId) ?? []
    const all = shortest
    for (const need of needs) {
      const key = `${queueId}${SEPARATOR}${keyOf(need)}`
      let list = skilled.get(key)
      if (!list) {
        list = all.filter((at) => levelOf(agents[at]!, need.skill) >= need.minLevel)
        skilled.set(key, list)
      }
      if (list.length < shortest.length) shortest = list
    }
    return shortest
  }

  const groupOf = (queueId: string, needs: readonly NeedNow[]): Group => {
    const key = [queueId, ...needs.map(keyOf).sort()].join(SEPARATOR)
    let group = groups.get(key)
    if (!group) {
      group = { needs, source: sourceOf(queueId, needs), read: 0, members: [], skips: [[]], round: 0 }
      groups.set(key, group)
    }
    return group
  }

  /** Reads on to the next agent who meets all needs; false at the end. */
  const readOn = (group: Group): boolean => {
    while (group.read < group.source.length) {
      const at = group.source[group.read++]!
      if (!isSkilled(agents[at]!, group.needs)) continue
      group.skips[0]!.push(group.members.length)
      group.members.push(at)
      return true
    }
    return false
  }

  /** The first place from `from` on whose agent is not spent in this round; -1 at the end. */
  const live = (group: Group, round: number, from: number): number => {
    if (!group.skips[round]) group.skips[round] = [...group.members.keys()]
    const skip = group.skips[round]
    let place = from
    while (true) {
      // Only in the first round agents are still being read; before a later one all have been.
      if (place >= group.members.length && !(round === 0 && readOn(group))) return -1
      const next = skip[place]!
      if (next !== place) {
        skip[place] = skip[next] ?? next
        place = next
        continue
      }
      const at = group.members[place]!
      if (given[at]! <= round && round < agents[at]!.capacityLeft) return place
      skip[place] = place + 1
      place += 1
    }
  }

  const first: Floor['first'] = (queueId, needs, isBarred) => {
    const group = groupOf(queueId, needs)
    while (group.round < rounds && live(group, group.round, 0) === -1) group.round += 1
    for (let round = group.round; round < rounds; round += 1) {
      let place = live(group, round, 0)
      while (place !== -1) {
        const at = group.members[place]!
        // Who got fewer than `round` was met, and found barred, in an earlier round.
        if (given[at] === round && !isBarred?.(agents[at]!.id)) return at
        place = live(group, round, place + 1)
      }
    }
    return -1
  }

  return {
    positionOf: (agentId) => positions.get(agentId),
    agentAt: (at) => agents[at]!,
    leftOf: (at) => agents[at]!.capacityLeft - given[at]!,
    first,
    take: (at) => {
      given[at]! += 1
    },
  }
}
