import { dayAt } from '#shared/organisation/zone-days.ts'

const DAY_MS = 86_400_000

/** The zone's day at an instant (epoch ms), as `YYYY-MM-DD`. */
export const todayIn = (zone: string, at: number): string =>
  new Date(dayAt(zone, at) * DAY_MS).toISOString().slice(0, 10)
