/** The limit on guessing as a rule: what it must stop, and whom it must never stop. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EarlierTry, signInLimits, waitBeforeSignIn, waitFor } from './sign-in-limit.ts'

const NOW = 1_800_000_000_000

const tries = fc
  .array(
    fc.record({
      at: fc.integer({ min: NOW - 2 * signInLimits.windowMs, max: NOW }),
      sameAccount: fc.boolean(),
      sameAddress: fc.boolean(),
      sameDevice: fc.boolean(),
    }),
    { maxLength: 150 },
  )
  .map((list) => list.sort((a, b) => a.at - b.at))

test('nobody is held up for longer than one window, whatever happened', () => {
  fc.assert(
    fc.property(tries, fc.constantFrom('device', 'address', 'stranger'), (earlier, who) => {
      const wait = waitBeforeSignIn(who as 'device', earlier, NOW)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(signInLimits.windowMs)
    }),
  )
})

test('after the wait, with no more failures, the next try is admitted', () => {
  fc.assert(
    fc.property(tries, fc.constantFrom('device', 'address', 'stranger'), (earlier, who) => {
      const wait = waitBeforeSignIn(who as 'device', earlier, NOW)
      expect(waitBeforeSignIn(who as 'device', earlier, NOW + wait)).toBe(0)
    }),
  )
})

test('no failures from other places ever hold up a known device, nor a known address', () => {
  const elsewhere = (one: EarlierTry): EarlierTry => ({ ...one, sameAddress: false, sameDevice: false })
  fc.assert(
    fc.property(tries, (earlier) => {
      expect(waitBeforeSignIn('device', earlier.map(elsewhere), NOW)).toBe(0)
      expect(waitBeforeSignIn('address', earlier.map(elsewhere), NOW)).toBe(0)
    }),
  )
})

test('a known device is not held up by failures at its own address either', () => {
  fc.assert(
    fc.property(tries, (earlier) => {
      const others = earlier.map((one) => ({ ...one, sameAddress: true, sameDevice: false }))
      expect(waitBeforeSignIn('device', others, NOW)).toBe(0)
    }),
  )
})

describe('a stranger is stopped', () => {
  const at = (count: number, facts: Partial<EarlierTry>): EarlierTry[] =>
    Array.from({ length: count }, (_, index) => ({
      at: NOW - 1_000 * (count - index),
      sameAccount: false,
      sameAddress: false,
      sameDevice: false,
      ...facts,
    }))
  const cases = [
    ['guessing one account', signInLimits.pair, { sameAccount: true, sameAddress: true }],
    ['spraying accounts from one address', signInLimits.address, { sameAddress: true }],
    ['guessing one account from many addresses', signInLimits.account, { sameAccount: true }],
  ] as const
  test.each(cases)('%s', (_, limit, facts) => {
    expect(waitBeforeSignIn('stranger', at(limit - 1, facts), NOW)).toBe(0)
    expect(waitBeforeSignIn('stranger', at(limit, facts), NOW)).toBeGreaterThan(0)
  })
})

test('in any window no more than the limit is admitted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 100 }),
      fc.integer({ min: 1, max: 10 }),
      (gaps, limit) => {
        const admitted: { at: number }[] = []
        let now = NOW
        for (const gap of gaps) {
          now += gap
          if (waitFor(admitted, limit, now, 300_000) === 0) admitted.push({ at: now })
        }
        for (const { at } of admitted) {
          const within = admitted.filter((one) => one.at <= at && one.at > at - 300_000)
          expect(within.length).toBeLessThanOrEqual(limit)
        }
      },
    ),
  )
})
