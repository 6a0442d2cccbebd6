/** What an agent is doing follows from what they chose, what the hub holds them by, and what they are busy with. */
import type { Activity } from './agent.contract.ts'

export type LeaseKind = 'offer' | 'call' | 'wrap-up'
export type Chosen = 'available' | 'away' | 'offline'
export type Hold = 'no-answer' | 'no-desk'

const BUSY: [LeaseKind, Activity][] = [
  ['call', 'talking'],
  ['wrap-up', 'wrap-up'],
  ['offer', 'offered'],
]

export const activityOf = (agent: {
  chosen: Chosen
  heldBy: Hold | null
  leases: readonly LeaseKind[]
}): { activity: Activity; reason: Hold | null } => {
  const busy = BUSY.find(([kind]) => agent.leases.includes(kind))
  if (busy) return { activity: busy[1], reason: null }
  if (agent.chosen === 'available' && agent.heldBy) return { activity: 'away', reason: agent.heldBy }
  return { activity: agent.chosen, reason: null }
}

/** A desk is reachable while its last proof is this fresh, ms. */
export const PROOF_LASTS_MS = 15_000
/** The server asks this often, ms. */
export const PROVE_EVERY_MS = 5_000
/** Available but unreachable for so long becomes away, "no desk", ms. */
export const NO_DESK_AFTER_MS = 120_000

export const isReachable = (desk: { ok: boolean; seenAt: number | null }, now: number): boolean =>
  desk.ok && desk.seenAt !== null && now - desk.seenAt < PROOF_LASTS_MS
