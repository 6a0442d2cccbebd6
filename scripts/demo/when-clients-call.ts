/** A year's calls by seasons, weekdays and hours as a contact centre has them, and who calls, and about what. */
import type { Contact } from './demo-rows.ts'
import type { DemoClient } from './make-clients.ts'
import type { Random } from './random.ts'

const DAY_MS = 86_400_000
const CALLS_A_DAY = 62
const WEEKDAYS = [0.06, 1.25, 1.15, 1.05, 1, 0.9, 0.12]
/** Share of a day's calls by hour of Moscow: a morning peak, a smaller one after lunch. */
const HOURS = [
  [7, 1],
  [8, 4],
  [9, 11],
  [10, 15],
  [11, 14],
  [12, 9],
  [13, 8],
  [14, 11],
  [15, 11],
  [16, 9],
  [17, 5],
  [18, 2],
] as const
const TOPICS = [
  ['sales', 58],
  ['delivery', 24],
  ['claims', 18],
] as const

/** Moments of the day that begins so many days before now, epoch ms; not in order. */
export const callsOfDay = (random: Random, daysAgo: number, now: number): number[] => {
  const midnight = now - (now % DAY_MS) - daysAgo * DAY_MS
  const weekday = new Date(midnight).getUTCDay()
  // Trade in metal rests in January and in summer.
  const season = 1 + 0.15 * Math.sin(((365 - daysAgo) / 365) * 2 * Math.PI)
  const calls = Math.round(CALLS_A_DAY * (WEEKDAYS[weekday] ?? 1) * season * (0.85 + random.next() * 0.3))
  return Array.from(
    { length: calls },
    // Hours are Moscow's, three ahead of UTC.
    () => midnight + (random.weighted(HOURS) - 3) * 3_600_000 + random.int(0, 3_599_999),
  )
}

export type Chooser = (contacts: Contact[]) => { client: DemoClient; topic: string }

/** One call in eight is the same question again, within days. */
export const chooseClient =
  (clients: DemoClient[], random: Random): Chooser =>
  (contacts) => {
    const recent = contacts.at(-random.int(1, 200))
    if (recent && random.chance(0.12)) return { client: recent.client, topic: recent.topic }
    // Weighted, without walking two thousand each time: take one at random and keep it as its weight allows.
    for (;;) {
      const client = random.pick(clients)
      if (random.chance(Math.min(1, client.weight / 3))) return { client, topic: random.weighted(TOPICS) }
    }
  }
