import { describe, expect, it } from 'vitest'
import { CalendarNeverOpens } from '../organisation/business-time.ts'
import { clockOf, daysOfPolicy, hoursOfPolicy, never, preset } from './clock.testing.ts'
import { clockTerms, deadlineOf } from './clock.ts'
import { clockPresets } from './clock-presets.ts'

describe('terms', () => {
  it('are valid in every preset', () => {
    for (const { terms } of clockPresets) expect(clockTerms.parse(terms)).toEqual(terms)
    expect(new Set(clockPresets.map(({ code }) => code)).size).toBe(clockPresets.length)
  })

  it('refuse a law that pauses and minutes that roll', () => {
    expect(clockTerms.safeParse(hoursOfPolicy(1, { basis: 'law' })).success).toBe(false)
    expect(clockTerms.safeParse(hoursOfPolicy(1, { roll: 'next-working-day' })).success).toBe(false)
    expect(clockTerms.safeParse(daysOfPolicy(1, { roll: 'next-working-day' })).success).toBe(true)
  })

  it('make an error, not a loop, of a calendar with no open day', () => {
    expect(() => deadlineOf(clockOf(hoursOfPolicy(1), 0, never))).toThrow(CalendarNeverOpens)
    expect(() => deadlineOf(clockOf(daysOfPolicy(1), 0, never))).toThrow(CalendarNeverOpens)
    expect(() => deadlineOf(clockOf(preset('ru-consumer-demand'), 0, never))).toThrow(CalendarNeverOpens)
  })
})
