/** Days as people type them. */
import { isDay } from '#shared/organisation/custom-value.ts'

/** `1.2.2026`, `1/2/2026` or `2026-02-01` → `2026-02-01`; null for what is no day. The day comes before the month. */
export const readDay = (typed: string): string | null => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(typed.trim()) ?? []
  const iso = year === '' ? typed.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(iso) ? iso : null
}

/** Epoch ms of the first moment of a day typed as YYYY-MM-DD, in this machine's zone; undefined when none was. */
export const dayStart = (day: string): number | undefined =>
  isDay(day) ? new Date(`${day}T00:00:00`).getTime() : undefined

export const dayEnd = (day: string): number | undefined =>
  isDay(day) ? new Date(`${day}T23:59:59.999`).getTime() : undefined
