/** How well an agent suits, as a number to show: greater is better, comparable within one queue and moment. */
import type { AgentFacts, OfferReason, QueueRules } from './facts.ts'

/** More than any idle time in seconds or any share in percent. */
const WANTED = 1_000_000_000

/** Idle seconds, or the free share in percent; a named or preferred agent stands above all. */
export const scoreOf = (
  agent: AgentFacts,
  pick: QueueRules['pick'],
  why: OfferReason | null,
  now: number,
): number => {
  const own =
    pick === 'longest-idle' ? Math.max(0, now - agent.idleSince) / 1_000 : (1 - agent.occupancy) * 100
  return why === 'only-agent' || why === 'manager' || why === 'last-agent' ? WANTED + own : own
}
