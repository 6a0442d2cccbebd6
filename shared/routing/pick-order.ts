/** The order in which the agents of a queue are offered work; total, so that every node sees the same. */
import { isTakingWork } from './eligibility.ts'
import type { AgentFacts, QueueRules } from './facts.ts'

export const byPick = (pick: QueueRules['pick']): ((a: AgentFacts, b: AgentFacts) => number) => {
  const byIdle = (a: AgentFacts, b: AgentFacts) => a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1)
  return pick === 'longest-idle' ? byIdle : (a, b) => a.occupancy - b.occupancy || byIdle(a, b)
}

export type Ranked = { agent: AgentFacts; at: number }

/** Each queue's free agents in its order; `at` is the agent's index in the list given. Sorts once for each pick. */
export const rankByQueue = (
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
): Map<string, Ranked[]> => {
  const ranks = new Map<string, Ranked[]>()
  const free: Ranked[] = []
  for (const [at, agent] of agents.entries()) {
    if (isTakingWork(agent) && agent.capacityLeft > 0) free.push({ agent, at })
  }
  for (const pick of ['longest-idle', 'least-occupied'] as const) {
    const own = new Map<string, Ranked[]>()
    for (const queue of queues) if (queue.pick === pick) own.set(queue.id, [])
    if (own.size === 0) continue
    const compare = byPick(pick)
    for (const ranked of free.sort((a, b) => compare(a.agent, b.agent))) {
      for (const queueId of ranked.agent.queueIds) {
        const list = own.get(queueId)
        // A queue named twice counts once.
        if (list && list.at(-1) !== ranked) list.push(ranked)
      }
    }
    for (const [queueId, list] of own) ranks.set(queueId, list)
  }
  return ranks
}
