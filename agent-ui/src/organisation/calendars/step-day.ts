/** Where a key leads from a day of the year: `YYYY-MM-DD` both, null for a key that leads nowhere. */
const DAY_MS = 86_400_000
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
const MONTHS: Record<string, number> = { PageUp: -1, PageDown: 1 }

const written = (at: Date): string => at.toISOString().slice(0, 10)

export const stepTo = (date: string, key: string): string | null => {
  const at = new Date(`${date}T00:00:00Z`)
  const days = STEPS[key]
  if (days !== undefined) return written(new Date(at.getTime() + days * DAY_MS))
  const months = MONTHS[key]
  if (months !== undefined) return sameDayOf(at, months)
  if (key === 'Home') return `${date.slice(0, 8)}01`
  if (key === 'End') return written(new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)))
  return null
}

/** The last day of a month that is too short for it. */
const sameDayOf = (at: Date, months: number): string => {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return written(new Date(Date.UTC(year, month, Math.min(last, at.getUTCDate()))))
}
