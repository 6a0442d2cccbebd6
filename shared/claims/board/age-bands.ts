/** How old an open claim is, in bands: whole days of 24 hours since it was opened. Pure. */

const DAY_MS = 86_400_000

/** Each band ends where the next begins; the last has no end. */
const ends = { d3: 3, d7: 7, d14: 14, d30: 30, d90: 90, older: null } as const
export type AgeBand = keyof typeof ends
export const ageBands = Object.keys(ends) as [AgeBand, ...AgeBand[]]

/** Days: not younger than `from`, younger than `to`; null: however old. */
export const daysOf = (band: AgeBand): { from: number; to: number | null } => {
  const before = ageBands[ageBands.indexOf(band) - 1]
  return { from: before ? (ends[before] as number) : 0, to: ends[band] }
}

/** Epoch ms: opened after `after` and not after `until`; null: however long ago, or just now. */
export const openedIn = (band: AgeBand, now: number): { after: number | null; until: number | null } => {
  const { from, to } = daysOf(band)
  return { after: to === null ? null : now - to * DAY_MS, until: from === 0 ? null : now - from * DAY_MS }
}
