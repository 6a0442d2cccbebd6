/** Moments and days as a zone's clock has them: the record's day is the zone's, not this machine's. */
import type { Language } from '../platform/i18n.ts'

const DAY_MS = 86_400_000
const localeOf = (language: Language) => (language === 'ru' ? 'ru-RU' : 'en-GB')

/** 14:03:22 by the zone's clock. */
export const timeIn = (zone: string, language: Language, ms: number): string =>
  new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, timeStyle: 'medium' }).format(ms)

/** The day `days` later than `YYYY-MM-DD`. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
