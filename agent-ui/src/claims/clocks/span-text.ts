/** Stretches of time by the wall clock of a zone, whatever zone the reader sits in; counted time in hours and minutes. */
import { dayAt, instantAt } from '#shared/organisation/zone-days.ts'
import type { Language } from '../../platform/i18n.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

/**
 * `пт, 12.06.2026, 09:00–18:00`. One moment where both are the same, or the deadline (its last ms to its end); what ends
 * at midnight ends at 24:00 of its day.
 */
export const spanText = (from: number, to: number, zone: string, language: Language): string => {
  if (to - from <= 1) return momentText(to, zone, language, from < to)
  const [first, last] = [dayAt(zone, from), dayAt(zone, to - 1)]
  const begins = `${dateText(from, zone, language)}, ${timeText(from, zone, false)}`
  if (first === last) return `${begins}–${timeText(to, zone, true)}`
  return `${begins} – ${momentText(to, zone, language, true)}`
}

const momentText = (at: number, zone: string, language: Language, ends: boolean): string =>
  `${dateText(ends ? at - 1 : at, zone, language)}, ${timeText(at, zone, ends)}`

const dateText = (at: number, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: zone,
  }).format(at)

const timeText = (at: number, zone: string, ends: boolean): string =>
  ends && instantAt(zone, dayAt(zone, at), 0) === at
    ? '24:00'
    : new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at)

/** Counted time is told in hours: a day of it is not a day. */
export const countedText = (ms: number, language: Language): string => {
  const unit = (count: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(locales[language], { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      count,
    )
  const hours = Math.floor(ms / HOUR_MS)
  const minutes = Math.round((ms - hours * HOUR_MS) / MINUTE_MS)
  const parts = [
    ...(hours > 0 ? [unit(hours, 'hour')] : []),
    ...(minutes > 0 ? [unit(minutes, 'minute')] : []),
  ]
  return parts.length > 0 ? parts.join(' ') : unit(0, 'minute')
}
