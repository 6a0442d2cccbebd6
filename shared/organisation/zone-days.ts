/**
 * Days and wall time of a zone. A day is an integer, days since 1970-01-01 in the proleptic calendar; wall time is
 * minutes from that day's midnight as a clock on the wall shows them.
 */
import { IANAZone } from 'luxon'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const zones = new Map<string, { zone: IANAZone; offsets: Map<number, number | null> }>()

const zoneOf = (name: string) => {
  const known = zones.get(name)
  if (known) return known
  const zone = IANAZone.create(name)
  if (!zone.isValid) throw new RangeError(`unknown time zone ${name}`)
  const made = { zone, offsets: new Map<number, number | null>() }
  zones.set(name, made)
  return made
}

export const isZone = (name: string): boolean => IANAZone.isValidZone(name)

/** Ms that the zone is ahead of UTC at an instant (epoch ms). */
export const offsetAt = (zone: string, at: number): number => zoneOf(zone).zone.offset(at) * MINUTE_MS

/** The zone's day at an instant (epoch ms). */
export const dayAt = (zone: string, at: number): number => {
  const { zone: rules, offsets } = zoneOf(zone)
  const near = offsets.get(Math.floor(at / DAY_MS))
  return Math.floor((at + (near ?? rules.offset(at) * MINUTE_MS)) / DAY_MS)
}

/** The one offset of a day, the day before and the two after, or null where the clocks change in them. */
const steadyOffset = (name: string, day: number): number | null => {
  const { zone, offsets } = zoneOf(name)
  const known = offsets.get(day)
  if (known !== undefined) return known
  const before = zone.offset((day - 2) * DAY_MS)
  const steady = [-1, 0, 1, 2, 3].every((ahead) => zone.offset((day + ahead) * DAY_MS) === before)
  const offset = steady ? before * MINUTE_MS : null
  offsets.set(day, offset)
  return offset
}

/**
 * Epoch ms at which the wall clock shows `minutes` from the day's midnight (more than 1440: a day later). Shown twice:
 * the first time. Never shown, for the clocks are put forward over it: the moment they are.
 */
export const instantAt = (zone: string, day: number, minutes: number): number => {
  const wall = day * DAY_MS + minutes * MINUTE_MS
  const steady = steadyOffset(zone, Math.floor(wall / DAY_MS))
  if (steady !== null) return wall - steady
  const before = offsetAt(zone, wall - DAY_MS)
  const after = offsetAt(zone, wall + DAY_MS)
  if (offsetAt(zone, wall - before) === before) return wall - before
  if (offsetAt(zone, wall - after) === after) return wall - after
  return changeBetween(zone, wall - after, wall - before)
}

/** The first instant after `from` whose offset is not that of `from`; whole minutes. */
const changeBetween = (zone: string, from: number, to: number): number => {
  const old = offsetAt(zone, from)
  let low = from
  let high = to
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS
    if (offsetAt(zone, middle) === old) low = middle
    else high = middle
  }
  return high
}

/** Epoch ms of 24:00 of a day, which is 00:00 of the next. */
export const endOfDay = (zone: string, day: number): number => instantAt(zone, day + 1, 0)

/** `YYYY-MM-DD`. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** From `YYYY-MM-DD`. */
export const dayOf = (date: string): number => {
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at)) throw new RangeError(`not a date: ${date}`)
  return at / DAY_MS
}

/** ISO: Monday is 1, Sunday 7. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 =>
  (((((day + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
