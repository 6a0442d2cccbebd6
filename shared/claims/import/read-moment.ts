/** Dates and times as people write them in tables, on the wall clock of a zone. Pure. */
import { dateOf, dayOf, instantAt } from '../../organisation/zone-days.ts'

export const dateOrders = ['dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?)?`
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${TIME}\s*(Z|[+-]\d{2}:?\d{2})?$`, 'i')
const DOTTED = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*г\.?)?${TIME}$`, 'i')
const STROKED = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${TIME}$`, 'i')

/**
 * Epoch ms; null: no such moment. `31.12.2026 14:30`, `2026-12-31`, `2026-12-31T14:30:00+03:00`, `12/31/2026 2:30 pm`.
 * A day without a time begins at its midnight; an offset of its own stands over the zone.
 */
export const readMoment = (typed: string, zone: string, order: DateOrder): number | null => {
  const text = typed.trim()
  const iso = ISO.exec(text)
  if (iso) {
    const [, year, month, day, hour, minute, half, offset] = iso
    const minutes = minutesOf(hour, minute, half)
    return offset ? withOffset([year, month, day], minutes, offset) : at(zone, [year, month, day], minutes)
  }
  const match = DOTTED.exec(text) ?? STROKED.exec(text)
  if (!match) return null
  const [, first, second, year, hour, minute, half] = match
  const [day, month] = text.includes('/') && order === 'mdy' ? [second, first] : [first, second]
  return at(zone, [year, month, day], minutesOf(hour, minute, half))
}

type Piece = string | undefined

/** From midnight; null: the clock never shows it. */
const minutesOf = (hour: Piece, minute: Piece, half: Piece): number | null => {
  if (hour === undefined || minute === undefined) return 0
  const shown = Number(hour)
  if (half !== undefined && (shown < 1 || shown > 12)) return null
  const hours = half === undefined ? shown : (shown % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return hours > 23 || Number(minute) > 59 ? null : hours * 60 + Number(minute)
}

/** An earlier one is a slip of the pen: `0206`. */
const FIRST_YEAR = '1970'

/** Null: there is no such day. */
const isoDay = ([year = '', month = '', day = '']: Piece[]): number | null => {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (year < FIRST_YEAR || Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return null
  const found = dayOf(date)
  return dateOf(found) === date ? found : null
}

const at = (zone: string, parts: Piece[], minutes: number | null): number | null => {
  const day = isoDay(parts)
  return day === null || minutes === null ? null : instantAt(zone, day, minutes)
}

const withOffset = (parts: Piece[], minutes: number | null, offset: string): number | null => {
  const utc = at('UTC', parts, minutes)
  if (utc === null || offset.toUpperCase() === 'Z') return utc
  const [, sign, hours = '0', rest = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  const ahead = (Number(hours) * 60 + Number(rest)) * 60_000
  return sign === '-' ? utc + ahead : utc - ahead
}
