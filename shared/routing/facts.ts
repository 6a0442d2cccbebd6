/** What a decision of routing is made from. Times are epoch ms. */

/**
 * A requirement relaxes with waiting. Rings stand in order of `afterMs`: of those that have begun the last one holds; before the first begins, the
 * first holds. `minLevel` 0: no longer needed.
 */
export type SkillNeed = { skill: string; rings: { afterMs: number; minLevel: number }[] }

export type Preference = { agentId: string; why: 'manager' | 'last-agent'; untilMs: number }
export type Bar = { agentId: string; untilMs: number; why: 'declined' | 'no-answer' | 'transferred-from' }

export type WaitingInteraction = {
  id: string
  queueId: string
  queuedAt: number
  /** Its own (VIP, set by a supervisor), added to the queue's. */
  priority: number
  needs: SkillNeed[]
  /** The likeliest first. They must serve the queue and have the skills like anyone. */
  preferred: Preference[]
  barred: Bar[]
  /** A transfer to a named agent: whoever chose them answers for queue and skills. */
  onlyAgentId?: string
}

export type QueueRules = {
  id: string
  priority: number
  /** Points of priority that a minute of waiting is worth; more than 0, or the low may starve. */
  ageingPerMinute: number
  pick: 'longest-idle' | 'least-occupied'
  /** No preference holds a client longer than this from joining the queue. */
  preferredForMs: number
  offerForMs: number
}

export type AgentFacts = {
  id: string
  queueIds: string[]
  /** Levels 1–10. */
  skills: Record<string, number>
  presence: 'available' | 'away' | 'offline'
  /** The desk proved socket, microphone and sound a moment ago. */
  reachable: boolean
  capacityLeft: number
  idleSince: number
  /** Share of time spent busy, 0–1. */
  occupancy: number
}

/** What is asked of a skill at this moment. */
export type NeedNow = { skill: string; minLevel: number }

/** Each decision's reason, in the order they are tried. */
export const offerReasons = ['only-agent', 'manager', 'last-agent', 'longest-idle', 'least-occupied'] as const
export type OfferReason = (typeof offerReasons)[number]
