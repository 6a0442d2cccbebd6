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

type Urgent = { urgency: number; interaction: WaitingInteraction }

export const byUrgency = (a: Urgent, b: Urgent): number =>
  b.urgency - a.urgency ||
  a.interaction.queuedAt - b.interaction.queuedAt ||
  (a.interaction.id < b.interaction.id ? -1 : 1)
