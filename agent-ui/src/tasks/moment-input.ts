/** A moment as a `datetime-local` field holds it, in this machine's zone. */
const MINUTE_MS = 60_000

/** Epoch ms → `2026-03-01T09:05`. */
export const fieldOf = (ms: number): string => {
  const zoneMs = new Date(ms).getTimezoneOffset() * MINUTE_MS
  return new Date(ms - zoneMs).toISOString().slice(0, 16)
}

/** `2026-03-01T09:05` → epoch ms; undefined when the field is empty or half filled. */
export const momentOf = (field: string): number | undefined => {
  const ms = new Date(field).getTime()
  return Number.isNaN(ms) ? undefined : ms
}

/** The next hour, tomorrow at ten, in a week at ten: what is usually promised. */
export const usualMoments = (now: number): { hour: number; tomorrow: number; week: number } => {
  const tenIn = (days: number) => {
    const day = new Date(now)
    day.setDate(day.getDate() + days)
    return day.setHours(10, 0, 0, 0)
  }
  return {
    hour: Math.ceil((now + 60 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS,
    tomorrow: tenIn(1),
    week: tenIn(7),
  }
}
