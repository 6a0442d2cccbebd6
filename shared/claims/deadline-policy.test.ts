import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CalendarNeverOpens } from '../organisation/business-time.ts'
import type { ClockTerms } from './clock.ts'
import { defaultPolicy, type MarketCalendar, type PolicyStep, planClock } from './deadline-policy.ts'

const office = [{ from: 540, to: 1080 }]
const calendar: MarketCalendar = {
  id: 'moscow',
  code: 'ru',
  marketZone: 'Europe/Moscow',
  zone: 'Europe/Moscow',
  week: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] },
  exceptions: [{ date: '2026-03-09', intervals: [] }],
}
const msk = (wall: string) => Date.parse(`${wall}+03:00`)
const plan = (severity: 'low' | 'normal' | 'high' | 'critical', wall: string, policy = defaultPolicy) =>
  planClock({ policy, calendar, severity, startedAt: msk(wall) })

test('two business days over a weekend and a holiday end at 24:00 of the second, wherever the claim began that day', () => {
  for (const opened of ['2026-03-05T00:00', '2026-03-05T10:00', '2026-03-05T23:59']) {
    expect(plan('high', opened).deadlineAt).toBe(msk('2026-03-11T00:00'))
  }
})

test('eight business hours skip the night, the weekend and the holiday', () => {
  expect(plan('critical', '2026-03-06T16:00').deadlineAt).toBe(msk('2026-03-10T15:00'))
})

test('steps stand at 80 % of the working time, at the deadline, and a business day later', () => {
  const { steps } = plan('high', '2026-03-05T10:00')
  // Thursday 8 h, Friday 9 h, Tuesday 9 h: 26 h, of which 80 % are 20.8 h, 3.8 h into Tuesday.
  expect(steps.map((step) => step.at)).toEqual([
    msk('2026-03-10T12:48'),
    msk('2026-03-11T00:00'),
    msk('2026-03-12T00:00'),
  ])
})

const calendarDay = {
  start: 'presented',
  grain: 'day',
  unit: 'calendar',
  basis: 'law',
  pausable: false,
  roll: 'none',
  end: 'midnight',
} as const

test('a term of calendar days counts its own time, the weekend with it', () => {
  const rules = {
    ...defaultPolicy.rules,
    answer: { ...defaultPolicy.rules.answer, low: { ...calendarDay, n: 1 } },
  }
  const { steps, deadlineAt, basis } = plan('low', '2026-03-07T12:00', { version: 3, rules })
  expect(deadlineAt).toBe(msk('2026-03-09T00:00'))
  expect(steps[0]?.at).toBe(msk('2026-03-07T12:00') + 0.8 * 36 * 3_600_000)
  expect(basis).toMatchObject({ policyVersion: 3, terms: { n: 1, unit: 'calendar' }, zone: 'Europe/Moscow' })
})

test('steps are in order, none before the start, whatever the policy and the moment', () => {
  const step: fc.Arbitrary<PolicyStep> = fc.oneof(
    fc.record({ percent: fc.integer({ min: 1, max: 100 }), tell: fc.constant<string[]>(['handler']) }),
    fc.record({
      businessDaysAfter: fc.integer({ min: 1, max: 10 }),
      tell: fc.constant<string[]>(['role:director']),
    }),
  )
  const n = fc.integer({ min: 1, max: 40 })
  const term: fc.Arbitrary<ClockTerms> = fc.oneof(
    n.map((days) => ({ ...calendarDay, n: days })),
    n.map((days) => ({ ...defaultPolicy.rules.answer.low, n: days })),
    n.map((hours) => ({ ...defaultPolicy.rules.answer.critical, n: hours * 60 })),
  )
  const start = fc.integer({ min: msk('2026-01-01T00:00'), max: msk('2026-12-31T00:00') })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), term, start, (steps, low, startedAt) => {
      const rules = { answer: { ...defaultPolicy.rules.answer, low }, steps }
      const made = planClock({ policy: { version: 1, rules }, calendar, severity: 'low', startedAt })
      expect(made.deadlineAt).toBeGreaterThan(startedAt)
      let before = startedAt
      for (const { at } of made.steps) {
        expect(at).toBeGreaterThanOrEqual(before)
        before = at
      }
      const inTime = steps.filter((one) => 'percent' in one).length
      expect(made.steps.filter(({ at }) => at <= made.deadlineAt).length).toBe(inTime)
    }),
  )
})

test('a calendar that never opens is an error, not a loop', () => {
  const shut = { ...calendar, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
  for (const severity of ['critical', 'high'] as const) {
    expect(() =>
      planClock({ policy: defaultPolicy, calendar: shut, severity, startedAt: msk('2026-03-05T10:00') }),
    ).toThrow(CalendarNeverOpens)
  }
})
