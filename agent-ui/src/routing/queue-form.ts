/** What can be edited of a queue on its page, and its parts in the order of the page. */
import type { QueueView } from '#shared/routing/queue.contract.ts'

export type QueueForm = Omit<QueueView, 'id' | 'code' | 'active' | 'agentIds' | 'waiting' | 'version'>
export type Need = QueueView['needs'][number]

export const queueFormOf = ({
  id,
  code,
  active,
  agentIds,
  waiting,
  version,
  ...form
}: QueueView): QueueForm => form

/** The level that a new wish begins with: a good agent, not a perfect one. */
const USUAL_LEVEL = 5
const NEXT_RING_MS = 60_000

export const newNeed = (skill: string): Need => ({ skill, rings: [{ afterMs: 0, minLevel: USUAL_LEVEL }] })

/** The next step: a minute later, a little less. */
export const nextRing = (rings: Need['rings']): Need['rings'][number] => {
  const last = rings.at(-1)
  return {
    afterMs: (last?.afterMs ?? 0) + NEXT_RING_MS,
    minLevel: Math.max(0, (last?.minLevel ?? USUAL_LEVEL) - 1),
  }
}
