/** Why those who got no offer go on waiting: on which grounds the queue's agents are refused, and how many on each. */
import {
  isBarred,
  needsNow,
  preferenceOf,
  type RefusalGround,
  refusalGrounds,
  refusalOf,
} from './eligibility.ts'
import type { AgentFacts, NeedNow, QueueRules, WaitingInteraction } from './facts.ts'

/** Of agents who serve the queue and are signed in; empty when there is none. */
export type Situation = Partial<Record<RefusalGround, number>>

/** Two situations of the same kinds are the same to whoever waits, however many agents there are of each. */
export const kindsOf = (situation: Situation): string =>
  refusalGrounds.filter((ground) => situation[ground]).join(',')

type Counted = { refused: Situation; free: number }

/**
 * Of everyone that the decision made no offer for. Those who want the same of the same queue share one look at the
 * agents, so that the whole costs about a look for each queue, however many wait.
 * @param now epoch ms
 */
export const situationsOf = (
  waiting: readonly WaitingInteraction[],
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  offers: readonly { interactionId: string; agentId: string }[],
  now: number,
): Map<string, Situation> => {
  const offered = new Set(offers.map((offer) => offer.interactionId))
  const found = new Map<string, Situation>()
  const left = waiting.filter(({ id }) => !offered.has(id))
  if (left.length === 0) return found
  const floor = floorAfter(agents, offers)
  const rules = new Map(queues.map((queue) => [queue.id, queue]))
  const looks = new Map<string, Counted>()
  for (const interaction of left) {
    const queue = rules.get(interaction.queueId)
    found.set(
      interaction.id,
      queue ? situationOf(interaction, queue, floor, looks, now) : { 'queue-closed': floor.agents.length },
    )
  }
  return found
}

type Floor = { agents: readonly AgentFacts[]; byId: ReadonlyMap<string, AgentFacts> }

/** The agents as the decision leaves them: whoever was given someone has less room. */
const floorAfter = (agents: readonly AgentFacts[], offers: readonly { agentId: string }[]): Floor => {
  const given = new Map<string, number>()
  for (const { agentId } of offers) given.set(agentId, (given.get(agentId) ?? 0) + 1)
  const present =
    given.size === 0
      ? agents
      : agents.map((agent) => ({ ...agent, capacityLeft: agent.capacityLeft - (given.get(agent.id) ?? 0) }))
  return { agents: present, byId: new Map(present.map((agent) => [agent.id, agent])) }
}

const situationOf = (
  interaction: WaitingInteraction,
  queue: QueueRules,
  floor: Floor,
  looks: Map<string, Counted>,
  now: number,
): Situation => {
  const { needs } = needsNow(interaction, now)
  if (interaction.onlyAgentId !== undefined) {
    const named = floor.byId.get(interaction.onlyAgentId)
    const ground = named ? refusalOf(interaction, named, needs, now) : 'offline'
    return ground ? { [ground]: 1 } : {}
  }
  const { refused, free } = withBars(
    interaction,
    needs,
    floor,
    lookAt(interaction, needs, floor, looks, now),
    now,
  )
  if (free <= 0) return refused
  const seen = (agentId: string) => {
    const agent = floor.byId.get(agentId)
    return agent && { agent, left: agent.capacityLeft }
  }
  const held = preferenceOf(interaction, queue, needs, seen, now).kind === 'hold'
  return held ? { ...refused, 'held-for-preferred': free } : refused
}

/** As if nobody were barred: the same for all who want the same of one queue. */
const lookAt = (
  interaction: WaitingInteraction,
  needs: readonly NeedNow[],
  floor: Floor,
  looks: Map<string, Counted>,
  now: number,
): Counted => {
  const key = JSON.stringify([interaction.queueId, needs])
  const known = looks.get(key)
  if (known) return known
  const unbarred = { ...interaction, barred: [] }
  const counted: Counted = { refused: {}, free: 0 }
  for (const agent of floor.agents) count(counted, refusalOf(unbarred, agent, needs, now), 1)
  looks.set(key, counted)
  return counted
}

const withBars = (
  interaction: WaitingInteraction,
  needs: readonly NeedNow[],
  floor: Floor,
  shared: Counted,
  now: number,
): Counted => {
  const barred = new Set(interaction.barred.map((bar) => bar.agentId))
  if (barred.size === 0) return shared
  const own: Counted = { refused: { ...shared.refused }, free: shared.free }
  for (const agentId of barred) {
    const agent = floor.byId.get(agentId)
    if (!agent || !isBarred(interaction, agentId, now)) continue
    count(own, refusalOf({ ...interaction, barred: [] }, agent, needs, now), -1)
    count(own, refusalOf(interaction, agent, needs, now), 1)
  }
  return own
}

const count = (counted: Counted, ground: RefusalGround | null, by: 1 | -1): void => {
  if (ground === null) counted.free += by
  else if (ground !== 'not-in-queue') counted.refused[ground] = (counted.refused[ground] ?? 0) + by
}
