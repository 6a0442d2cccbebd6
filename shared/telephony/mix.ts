/** Who hears whom, computed from each leg's part in the call: one rule for talk, hold, consultation and loss. */

export type LegPart = 'alone' | 'menu' | 'music' | 'talk' | 'hold' | 'consult' | 'calling'

export type PlacedLeg = {
  id: string
  part: LegPart
  muted: boolean
  /** Its party hears nothing yet, and must not talk into the void: the others hear music meanwhile. */
  deaf: boolean
  state: 'invited' | 'connected' | 'lost' | 'ended'
}

export type Hearing = {
  hears: string[]
  background: 'silence' | 'music' | 'ringback' | 'tone'
  muted: boolean
}

/** Parts whose members hear each other. */
const CIRCLES: ReadonlySet<LegPart> = new Set(['talk', 'consult'])

/** For each leg that has not ended, what it hears. Nobody hears itself. */
export const mixOf = (legs: PlacedLeg[]): Record<string, Hearing> => {
  const present = legs.filter((leg) => leg.state !== 'ended')
  return Object.fromEntries(present.map((leg) => [leg.id, hearingOf(leg, present)]))
}

const hearingOf = (leg: PlacedLeg, present: PlacedLeg[]): Hearing => {
  if (leg.part === 'music' || leg.part === 'hold') return { hears: [], background: 'music', muted: leg.muted }
  if (leg.part === 'calling') return { hears: [], background: 'ringback', muted: leg.muted }
  if (!CIRCLES.has(leg.part) || leg.deaf) return { hears: [], background: 'silence', muted: leg.muted }
  const partners = present.filter((other) => other.id !== leg.id && other.part === leg.part)
  const others = partners.filter((other) => !other.deaf)
  if (others.length === 0 && partners.length > 0) return { hears: [], background: 'music', muted: leg.muted }
  // A partner whose network is gone is announced by a tone, so that the line does not seem dead.
  const allLost = others.length > 0 && others.every((other) => other.state === 'lost')
  return {
    hears: others.map((other) => other.id),
    background: allLost ? 'tone' : 'silence',
    muted: leg.muted,
  }
}
