/** Who is first: urgency with ageing, then arrival, then id, so that the order is total and the same everywhere. */
import type { QueueRules, WaitingInteraction } from './decide.ts'

const MINUTE_MS = 60_000

/** Grows with waiting: whoever waits long enough overtakes any priority. */
export const effectivePriority = (item: WaitingInteraction, queue: QueueRules, now: number): number =>
  queue.priority + item.priority + (queue.ageingPerMinute * Math.max(0, now - item.queuedAt)) / MINUTE_MS

export const byUrgency = (
  waiting: readonly WaitingInteraction[],
  rules: ReadonlyMap<string, QueueRules>,
  now: number,
): WaitingInteraction[] => {
  const keyed = waiting.map((item) => {
    const queue = rules.get(item.queueId)
    return { item, urgency: queue ? effectivePriority(item, queue, now) : item.priority }
  })
  keyed.sort(
    (a, b) =>
      b.urgency - a.urgency ||
      a.item.queuedAt - b.item.queuedAt ||
      (a.item.id < b.item.id ? -1 : a.item.id > b.item.id ? 1 : 0),
  )
  return keyed.map(({ item }) => item)
}
