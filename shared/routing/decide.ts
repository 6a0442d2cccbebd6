/**
 * Who gets what, and when: pure, deterministic, and the same on every node.
 *
 * Clients go in order of urgency (the queue's priority, their own, and ageing, so that nobody starves), then of
 * arrival. Each is given their own manager or last agent first, for a set time; then the longest idle (or least
 * occupied) agent who has the skills that the present ring of the search asks for.
 *
 * Sub-quadratic: agents stand sorted once for each queue and way of picking; clients with the same needs share a
 * cursor into that order, and a group whose agents are used up is passed over at once.
 */
import { createPool, type Pool } from './agent-pool.ts'
import { type RefusalGround, refusalOf } from './refusal.ts'
import { needsAt, needsKey, nextRelaxation, ringAt } from './rings.ts'
import { byUrgency, effectivePriority } from './urgency.ts'

/** A requirement relaxes with waiting, like rings of a target; `minLevel` 0: no longer asked for. */
export type SkillNeed = { skill: string; rings: { afterMs: number; minLevel: number }[] }

export type WaitingInteraction = {
  id: string
  queueId: string
  /** Epoch ms. */
  queuedAt: number
  /** Added to the queue's own. */
  priority: number
  needs: SkillNeed[]
  /** Best first. */
  preferred: { agentId: string; why: 'manager' | 'last-agent'; untilMs: number }[]
  barred: { agentId: string; untilMs: number; why: 'declined' | 'no-answer' | 'transferred-from' }[]
  /** Held out to this agent alone, whatever their queues and skills. */
  onlyAgentId?: string
}

export type QueueRules = {
  id: string
  priority: number
  /** Added for each minute waited. */
  ageingPerMinute: number
  pick: 'longest-idle' | 'least-occupied'
  preferredForMs: number
  offerForMs: number
}

export type AgentFacts = {
  id: string
  queueIds: string[]
  /** Level 1–10 by skill code. */
  skills: Record<string, number>
  presence: 'available' | 'away' | 'offline'
  /** Socket, microphone and sound proved lately. */
  reachable: boolean
  capacityLeft: number
  /** Epoch ms. */
  idleSince: number
  /** Share of the last hour, 0–1. */
  occupancy: number
}

export type OfferReason = 'manager' | 'last-agent' | 'longest-idle' | 'least-occupied' | 'named'
export type DecidedOffer = {
  interactionId: string
  agentId: string
  /** How far the requirements had relaxed. */
  ring: number
  why: OfferReason
  /** Effective priority at that moment. */
  score: number
}
export type Decision = {
  offers: DecidedOffer[]
  /** When a ring relaxes, a preference or a bar ends: a fresh decision may differ then. Null when time changes nothing. */
  nextWakeAt: number | null
}

export const decide = (
  waiting: readonly WaitingInteraction[],
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  now: number,
): Decision => {
  const rules = new Map(queues.map((queue) => [queue.id, queue]))
  const pool = createPool(agents, rules)
  const offers: DecidedOffer[] = []
  let nextWakeAt = Number.POSITIVE_INFINITY
  for (const item of byUrgency(waiting, rules, now)) {
    const queue = rules.get(item.queueId)
    if (!queue) continue
    const chosen = choose(item, queue, pool, now)
    if (chosen) {
      pool.take(chosen.agentId)
      offers.push({
        interactionId: item.id,
        ...chosen,
        ring: ringAt(item.needs, now - item.queuedAt),
        score: effectivePriority(item, queue, now),
      })
    } else {
      nextWakeAt = Math.min(nextWakeAt, nextChange(item, now))
    }
  }
  return { offers, nextWakeAt: Number.isFinite(nextWakeAt) ? nextWakeAt : null }
}

const choose = (
  item: WaitingInteraction,
  queue: QueueRules,
  pool: Pool,
  now: number,
): { agentId: string; why: OfferReason } | null => {
  if (item.onlyAgentId !== undefined) {
    const agent = pool.get(item.onlyAgentId)
    return agent && refusalOf(item, agent, now) === null ? { agentId: agent.id, why: 'named' } : null
  }
  const preferred = choosePreferred(item, pool, now)
  if (preferred !== null) return preferred === 'hold' ? null : preferred
  const needs = needsAt(item.needs, now - item.queuedAt)
  const agent = pool.first(
    queue,
    needs,
    needsKey(queue.id, needs),
    (one) => refusalOf(item, one, now) === null,
  )
  return agent ? { agentId: agent.id, why: queue.pick } : null
}

/** The client's own agent if free; `hold` while that agent is at work and may soon be; null when the time is over. */
const choosePreferred = (
  item: WaitingInteraction,
  pool: Pool,
  now: number,
): { agentId: string; why: OfferReason } | 'hold' | null => {
  let hold = false
  for (const wish of item.preferred) {
    if (wish.untilMs <= now) continue
    const agent = pool.get(wish.agentId)
    if (!agent) continue
    const ground = refusalOf(item, agent, now)
    if (ground === null) return { agentId: agent.id, why: wish.why }
    if (ground === 'busy') hold = true
  }
  return hold ? 'hold' : null
}

const nextChange = (item: WaitingInteraction, now: number): number => {
  const times = [
    nextRelaxation(item.needs, item.queuedAt, now),
    ...item.preferred.map((wish) => wish.untilMs),
    ...item.barred.map((bar) => bar.untilMs),
  ]
  return Math.min(...times.filter((time) => time > now), Number.POSITIVE_INFINITY)
}

export type Candidate = {
  agentId: string
  verdict: 'offered' | 'eligible' | 'refused'
  /** Place in the order of picking, 1 is first; absent for the refused. */
  score?: number
  ground?: RefusalGround | 'held-for-preferred'
  facts: Record<string, unknown>
}

/** Every candidate with its score or its ground of refusal, as if this client were alone. */
export const explainWait = (
  item: WaitingInteraction,
  agents: readonly AgentFacts[],
  queues: readonly QueueRules[],
  now: number,
): { effectivePriority: number; candidates: Candidate[] } => {
  const queue = queues.find((one) => one.id === item.queueId)
  const chosen = decide([item], agents, queues, now).offers[0]
  const order = queue ? createPool(agents, new Map([[queue.id, queue]])).order(queue) : []
  const place = new Map(order.map((agent, index) => [agent.id, index + 1]))
  const candidates = agents.map((agent): Candidate => {
    const ground = refusalOf(item, agent, now)
    const facts = factsOf(item, agent, now)
    if (agent.id === chosen?.agentId) {
      return { agentId: agent.id, verdict: 'offered', score: place.get(agent.id) ?? 0, facts }
    }
    if (ground) return { agentId: agent.id, verdict: 'refused', ground, facts }
    const held = chosen ? {} : { ground: 'held-for-preferred' as const }
    return { agentId: agent.id, verdict: 'eligible', score: place.get(agent.id) ?? 0, ...held, facts }
  })
  const rank = { offered: 0, eligible: 1, refused: 2 }
  candidates.sort(
    (a, b) =>
      rank[a.verdict] - rank[b.verdict] ||
      (a.score ?? 0) - (b.score ?? 0) ||
      (a.agentId < b.agentId ? -1 : 1),
  )
  return { effectivePriority: queue ? effectivePriority(item, queue, now) : item.priority, candidates }
}

const factsOf = (item: WaitingInteraction, agent: AgentFacts, now: number): Record<string, unknown> => ({
  idleMs: now - agent.idleSince,
  occupancy: agent.occupancy,
  presence: agent.presence,
  reachable: agent.reachable,
  capacityLeft: agent.capacityLeft,
  skills: Object.fromEntries(item.needs.map((need) => [need.skill, agent.skills[need.skill] ?? 0])),
  needs: Object.fromEntries(
    needsAt(item.needs, now - item.queuedAt).map((need) => [need.skill, need.minLevel]),
  ),
})
