/**
 * A round of routing as it is kept: all that its decisions went by, small enough to keep with each, so that every
 * candidate can be told for a month. On a floor of five hundred the candidates themselves would weigh ten times as much.
 */
import { type Candidate, explainWait } from './explain-wait.ts'
import type { AgentFacts, QueueRules, WaitingInteraction } from './facts.ts'

/** What seldom changes of an agent. */
export type Seat = Pick<AgentFacts, 'id' | 'queueIds' | 'skills'>
/** What changes from moment to moment: presence, reachable, capacity left, idle since (epoch ms), occupancy. */
export type Moment = [AgentFacts['presence'], boolean, number, number, number]

export type KeptRound = {
  /** Epoch ms. */
  at: number
  moments: Moment[]
  queues: QueueRules[]
  /** Whom the round gave offers to, in the order of its decisions: places in the roster. */
  given: number[]
}

/** What of a waiting interaction decides. */
export type Wanted = WaitingInteraction

export const rosterOf = (agents: readonly AgentFacts[]): Seat[] =>
  agents.map(({ id, queueIds, skills }) => ({ id, queueIds, skills }))

export const keepRound = (
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  offers: readonly { agentId: string }[],
  at: number,
): KeptRound => {
  const places = new Map(agents.map((agent, place) => [agent.id, place]))
  return {
    at,
    moments: agents.map((agent) => [
      agent.presence,
      agent.reachable,
      agent.capacityLeft,
      agent.idleSince,
      agent.occupancy,
    ]),
    queues: [...queues],
    given: offers.flatMap(({ agentId }) => places.get(agentId) ?? []),
  }
}

export const wantedOf = (interaction: WaitingInteraction): Wanted => ({
  id: interaction.id,
  queueId: interaction.queueId,
  queuedAt: interaction.queuedAt,
  priority: interaction.priority,
  needs: interaction.needs,
  preferred: interaction.preferred,
  barred: interaction.barred,
  ...(interaction.onlyAgentId !== undefined && { onlyAgentId: interaction.onlyAgentId }),
})

/**
 * Every candidate as things stood when this interaction's turn came: an agent given to an earlier one was busy to a
 * later one. `turn` null: it got no offer in this round, and all of the round's offers had been made.
 */
export const candidatesThen = (
  { wanted, turn }: { wanted: Wanted; turn: number | null },
  roster: readonly Seat[],
  round: KeptRound,
): Candidate[] => {
  const given = new Map<string, number>()
  for (const place of round.given.slice(0, turn ?? round.given.length)) {
    const { id } = roster[place]!
    given.set(id, (given.get(id) ?? 0) + 1)
  }
  const agents = roster.map((seat, place): AgentFacts => {
    const [presence, reachable, capacityLeft, idleSince, occupancy] = round.moments[place]!
    return { ...seat, presence, reachable, capacityLeft, idleSince, occupancy }
  })
  return explainWait(wanted, agents, round.queues, round.at, { given }).candidates
}
