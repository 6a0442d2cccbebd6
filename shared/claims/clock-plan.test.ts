import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CalendarNeverOpens } from '../organisation/business-time.ts'
import type { ClockTerms } from './clock.ts'
import { planClock, stepOf } from './clock-plan.ts'
import { chooseRule, defaultPolicy, keyOf, type MarketCalendar, type PolicyStep } from './deadline-policy.ts'

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
type Severity = 'low' | 'normal' | 'high' | 'critical'
const usual = (severity: Severity) => {
  const facts = { marketId: '', categoryId: '', clientClasses: [], severity }
  return chooseRule(defaultPolicy, facts).clocks.find(({ kind }) => kind === 'final-answer')!
}
const spec = (
  severity: Severity,
  wall: string,
  other: { terms?: ClockTerms; steps?: PolicyStep[] } = {},
) => ({
  policyVersion: 3,
  rule: severity,
  clock: { ...usual(severity), ...other },
  calendar,
  severity,
  startedAt: msk(wall),
  holds: [],
  returns: 0,
  done: [],
})
const plan = (severity: Severity, wall: string, other = {}) => planClock(spec(severity, wall, other))

test('two business days over a weekend and a holiday end at 24:00 of the second, wherever the claim began that day', () => {
  for (const opened of ['2026-03-05T00:00', '2026-03-05T10:00', '2026-03-05T23:59']) {
    expect(plan('high', opened).deadlineAt).toBe(msk('2026-03-11T00:00'))
  }
})

test('of a claim that a file brought in, steps whose moment had passed by then are passed over; without one none is', () => {
  const late = { ...spec('high', '2026-03-05T10:00'), broughtAt: msk('2026-03-11T00:00') }
  expect(planClock(late)).toEqual({ ...plan('high', '2026-03-05T10:00'), done: 2 })
  expect(planClock({ ...late, broughtAt: null }).done).toBe(0)
  // What was carried out since stands before what a new ladder adds, and is not counted twice.
  const carried = { at: msk('2026-03-12T00:00'), key: 'd1', tell: ['role:director'] }
  const again = planClock({ ...late, done: [carried] })
  expect(again.steps.map(({ key }) => key)).toEqual(['d1', 'p80', 'p100'])
  expect(again.done).toBe(3)
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
  const { steps, deadlineAt, basis } = plan('low', '2026-03-07T12:00', { terms: { ...calendarDay, n: 1 } })
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
    n.map((days) => ({ ...usual('low').terms, n: days })),
    n.map((hours) => ({ ...usual('critical').terms, n: hours * 60 })),
  )
  const start = fc.integer({ min: msk('2026-01-01T00:00'), max: msk('2026-12-31T00:00') })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), term, start, (steps, terms, startedAt) => {
      const made = planClock({ ...spec('low', '2026-03-05T10:00', { terms, steps }), startedAt })
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
    expect(() => planClock({ ...spec(severity, '2026-03-05T10:00'), calendar: shut })).toThrow(
      CalendarNeverOpens,
    )
  }
})

test('a hold puts the deadline and the steps still to come off by the open time that it covers', () => {
  const hours = { terms: { ...usual('critical').terms, n: 9 * 60 } }
  const held = { from: msk('2026-03-05T12:00'), to: msk('2026-03-06T10:00') }
  const free = plan('critical', '2026-03-05T10:00', hours)
  const made = planClock({ ...spec('critical', '2026-03-05T10:00', hours), holds: [held] })
  expect(free.deadlineAt).toBe(msk('2026-03-06T10:00'))
  // Thursday 12–18 and Friday 9–10: seven hours.
  expect(made.deadlineAt).toBe(msk('2026-03-06T17:00'))
  expect(made.steps[0]?.at).toBe(msk('2026-03-06T17:00') - 0.2 * 9 * 3_600_000)
})

test('what was carried out stays as it was and is not planned again, under whatever ladder', () => {
  const before = plan('high', '2026-03-05T10:00')
  const done = before.steps.slice(0, 2)
  const steps: PolicyStep[] = [
    { percent: 50, tell: ['handler'] },
    { percent: 80, tell: ['lead'] },
    { percent: 100, tell: ['lead'], raise: true },
    { businessDaysAfter: 2, tell: [], reassign: true },
  ]
  const after = planClock({ ...spec('high', '2026-03-05T10:00', { steps }), done })
  expect(after.steps.slice(0, 2)).toEqual(done)
  expect(after.steps.slice(2).map(({ key }) => key)).toEqual(['p50', 'd2'])
  expect(after.done).toBe(2)
})

test('a claim that has come back climbs the ladder by as many rungs, at once', () => {
  const steps: PolicyStep[] = [1, 2, 3].map((returned) => ({ returned, tell: ['lead'], raise: true }))
  const made = planClock({ ...spec('high', '2026-03-05T10:00', { steps }), returns: 2 })
  expect(made.steps.map(({ at, key }) => [at, key])).toEqual([
    [msk('2026-03-05T10:00'), 'r1'],
    [msk('2026-03-05T10:00'), 'r2'],
  ])
})

test('a planned step tells which step of its ladder it came from', () => {
  for (const step of [
    { percent: 50, tell: ['handler'] },
    { businessDaysAfter: 3, tell: [], reassign: true },
    { returned: 2, tell: ['lead'], raise: true },
  ] as PolicyStep[]) {
    const { tell, ...acts } = step
    expect(stepOf({ at: 0, key: keyOf(step), tell, ...acts })).toEqual(step)
  }
  expect(stepOf({ at: 0, tell: ['handler'] })).toBeNull()
})
