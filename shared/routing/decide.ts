/**
 * Who gets what, when: pure. The most urgent interaction chooses first; among the agents who may have it, a named or
 * preferred one, then the queue's pick. This file is the door to the rules of routing.
 */
import {
  isBarred,
  isTakingWork,
  levelOf,
  needsNow,
  preferenceEnds,
  preferenceOf,
  type RefusalGround,
  refusalGrounds,
} from './eligibility.ts'
import { explainWait } from './explain-wait.ts'
import type { AgentFacts, NeedNow, OfferReason, QueueRules, SkillNeed, WaitingInteraction } from './facts.ts'
import { type Floor, openFloor } from './floor.ts'
import { scoreOf } from './score.ts'
import { byUrgency, effectivePriority, waitedMs } from './urgency.ts'

export type { AgentFacts, OfferReason, QueueRules, RefusalGround, SkillNeed, WaitingInteraction }
export { effectivePriority, explainWait, refusalGrounds }

export type DecidedOffer = {
  interactionId: string
  agentId: string
  /** How far the requirement had relaxed: 0 is the target itself. */
  ring: number
  score: number
  why: OfferReason
  facts: {
    waitedMs: number
    effectivePriority: number
    idleMs: number
    occupancy: number
    capacityLeft: number
    skills: { skill: string; wanted: number; level: number }[]
  }
}

export type Decision = {
  offers: DecidedOffer[]
  /** When a ring relaxes, a preference or a bar ends for someone still waiting; null: nothing to wait for. */
  nextWakeAt: number | null
}

/**
 * Given in any order, the same lists give the same decision. An interaction in a queue without rules is left alone.
 * @param now epoch ms
 */
export const decide = (
  waiting: readonly WaitingInteraction[],
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  now: number,
): Decision => {
  const rules = new Map(queues.map((queue) => [queue.id, queue]))
  const floor = openFloor(agents, queues)
  const offers: DecidedOffer[] = []
  let wake = Number.POSITIVE_INFINITY
  for (const { interaction, queue, urgency } of inOrder(waiting, rules, now)) {
    const { needs, ring, nextRingAt } = needsNow(interaction, now)
    const choice = choose(interaction, queue, needs, floor, now)
    if (choice) {
      const agent = floor.agentAt(choice.at)
      const facts = factsOf(interaction, agent, needs, { urgency, left: floor.leftOf(choice.at), now })
      const score = scoreOf(agent, queue.pick, choice.why, now)
      offers.push({ interactionId: interaction.id, agentId: agent.id, ring, score, why: choice.why, facts })
      floor.take(choice.at)
    } else {
      wake = Math.min(wake, nextChange(interaction, queue, nextRingAt, now))
    }
  }
  return { offers, nextWakeAt: Number.isFinite(wake) ? wake : null }
}

const inOrder = (
  waiting: readonly WaitingInteraction[],
  rules: ReadonlyMap<string, QueueRules>,
  now: number,
) => {
  const order: { interaction: WaitingInteraction; queue: QueueRules; urgency: number }[] = []
  for (const interaction of waiting) {
    const queue = rules.get(interaction.queueId)
    if (queue) order.push({ interaction, queue, urgency: effectivePriority(interaction, queue, now) })
  }
  return order.sort(byUrgency)
}

const choose = (
  interaction: WaitingInteraction,
  queue: QueueRules,
  needs: readonly NeedNow[],
  floor: Floor,
  now: number,
): { at: number; why: OfferReason } | null => {
  const barred =
    interaction.barred.length > 0 ? (agentId: string) => isBarred(interaction, agentId, now) : null
  if (interaction.onlyAgentId !== undefined) {
    const at = floor.positionOf(interaction.onlyAgentId)
    if (at === undefined || !isTakingWork(floor.agentAt(at)) || floor.leftOf(at) <= 0) return null
    return barred?.(interaction.onlyAgentId) ? null : { at, why: 'only-agent' }
  }
  const seen = (agentId: string) => {
    const at = floor.positionOf(agentId)
    return at === undefined ? undefined : { agent: floor.agentAt(at), left: floor.leftOf(at) }
  }
  const preferring = preferenceOf(interaction, queue, needs, seen, now)
  if (preferring.kind === 'hold') return null
  if (preferring.kind === 'take') {
    return { at: floor.positionOf(preferring.agentId)!, why: preferring.why }
  }
  const at = floor.first(queue.id, needs, barred)
  return at === -1 ? null : { at, why: queue.pick }
}

const factsOf = (
  interaction: WaitingInteraction,
  agent: AgentFacts,
  needs: readonly NeedNow[],
  moment: { urgency: number; left: number; now: number },
): DecidedOffer['facts'] => ({
  waitedMs: waitedMs(interaction, moment.now),
  effectivePriority: moment.urgency,
  idleMs: Math.max(0, moment.now - agent.idleSince),
  occupancy: agent.occupancy,
  capacityLeft: moment.left,
  skills: needs.map(({ skill, minLevel }) => ({ skill, wanted: minLevel, level: levelOf(agent, skill) })),
})

/** Time alone changes what an interaction may get only by these. */
const nextChange = (
  interaction: WaitingInteraction,
  queue: QueueRules,
  nextRingAt: number | null,
  now: number,
): number => {
  let next = nextRingAt ?? Number.POSITIVE_INFINITY
  for (const bar of interaction.barred) if (bar.untilMs > now) next = Math.min(next, bar.untilMs)
  for (const wish of interaction.preferred) {
    const ends = preferenceEnds(interaction, queue, wish.untilMs)
    if (ends > now) next = Math.min(next, ends)
  }
  return next
}
