/** Who is next: effective priority, then arrival, then id, so that the order is total. */
import type { QueueRules, WaitingInteraction } from './facts.ts'

const MINUTE_MS = 60_000

export const waitedMs = (interaction: WaitingInteraction, now: number): number =>
  Math.max(0, now - interaction.queuedAt)

/**
 * The queue's priority + its own + ageing. In one queue nobody is overtaken by someone who came more than
 * (difference of priority ÷ ageing) minutes later, so nobody starves.
 */
export const effectivePriority = (interaction: WaitingInteraction, queue: QueueRules, now: number): number =>
  queue.priority + interaction.priority + (queue.ageingPerMinute * waitedMs(interaction, now)) / MINUTE_MS

/** What a client's priority (0 to 100, shared/clients/client-priority.ts) is worth in a queue that gives the highest `most` points. */
export const pointsOfClient = (score: number, most: number): number => Math.round((most * score) / 100)

type Urgent = { urgency: number; interaction: WaitingInteraction }

export const byUrgency = (a: Urgent, b: Urgent): number =>
  b.urgency - a.urgency ||
  a.interaction.queuedAt - b.interaction.queuedAt ||
  (a.interaction.id < b.interaction.id ? -1 : 1)
