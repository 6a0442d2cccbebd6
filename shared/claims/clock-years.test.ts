/** Day clocks over every change of the clocks in ten years: each ends with the market's day, by a calendar on the wall. */
import { expect, test } from 'vitest'
import { offsetAt } from '../organisation/zone-days.ts'
import { calendarOf, clockOf, daysOfPolicy } from './clock.testing.ts'
import { deadlineOf } from './clock.ts'

const DAY = 86_400_000
const HOUR = DAY / 24
const [FROM, TO] = [Date.parse('2020-01-01T00:00:00Z'), Date.parse('2030-01-01T00:00:00Z')]

/** What a calendar on a wall of the zone shows. Shares nothing with the engine. */
const wallOf = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  return (at: number) => Date.parse(`${format.format(at)}T00:00:00Z`) / DAY
}

// Changes at two and at midnight, forwards and back; half an hour; given up; and none.
test.each([
  'Europe/Berlin',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Tehran',
  'America/Havana',
  'Pacific/Auckland',
  'Europe/Moscow',
])('%s', (zone) => {
  const wall = wallOf(zone)
  const changes: number[] = []
  for (let day = FROM, offset = offsetAt(zone, day); day < TO; day += DAY) {
    const next = offsetAt(zone, day + DAY)
    if (next !== offset) changes.push(day)
    offset = next
  }
  expect(changes.length > 0).toBe(zone !== 'Europe/Moscow')
  const wrong: string[] = []
  const calendar = calendarOf(zone, [{ from: 540, to: 1080 }])
  // So that its first days, its last one, or the moment of the start itself lie at the change.
  for (const change of [...changes, FROM + 500 * DAY])
    for (const n of [1, 10])
      for (const day of [-n - 1, -n, -1, 0, 1])
        for (const hour of [0, 23]) {
          const start = change + day * DAY + hour * HOUR
          const terms = daysOfPolicy(n, { unit: 'calendar', pausable: false })
          const end = deadlineOf(clockOf(terms, start, calendar)) as number
          // 24:00 of the n-th day after that of the start, and not a moment of the next one.
          if (wall(end - 1) !== wall(start) + n || wall(end) !== wall(start) + n + 1)
            wrong.push(`${n} days from ${new Date(start).toISOString()}: ${new Date(end).toISOString()}`)
        }
  expect(wrong).toEqual([])
})
