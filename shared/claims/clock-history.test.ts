/** What would run had a rule held from the first day on, against the engine that starts and stops clocks as signals come. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysOfPolicy } from './clock.testing.ts'
import { absentFrom, addedBy, type PastSignal, runningAfter } from './clock-history.ts'
import { changesOn, clockKinds, clockSignals } from './clock-table.ts'
import { defaultPolicy, type PolicyRule } from './deadline-policy.ts'

const signal = (name: PastSignal['signal'], at: number, owes = true): PastSignal => ({
  signal: name,
  at,
  owes,
})

test('a kind runs since the signal that started it, a later one of the same does not start it anew', () => {
  const running = runningAfter([
    signal('opened', 1),
    signal('acknowledged', 2),
    signal('client-wrote', 3),
    signal('client-wrote', 4),
  ])
  expect([...running].map(([kind, { at }]) => [kind, at]).sort()).toEqual([
    ['final-answer', 1],
    ['first-answer', 1],
    ['next-update', 2],
    ['reply', 3],
  ])
  expect([...runningAfter([signal('opened', 1), signal('answered', 5, false)])]).toEqual([])
})

test('with every signal a kind runs exactly if it was started and not stopped since', () => {
  const past = fc.array(
    fc.record({ signal: fc.constantFrom(...clockSignals), owes: fc.boolean(), at: fc.nat() }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(past, (signals) => {
      const running = runningAfter(signals)
      for (const kind of clockKinds) {
        const last = (which: 'starts' | 'stops') =>
          signals.findLastIndex((one) => changesOn(one.signal, one.owes)[which].includes(kind))
        // A signal that does both stops first.
        expect(running.has(kind)).toBe(last('starts') >= 0 && last('starts') >= last('stops'))
      }
    }),
  )
})

test('of the clocks that a rule has besides, those begin whose signal has been, by law and by policy apart', () => {
  const clock = (kind: (typeof clockKinds)[number], basis: 'law' | 'policy') => ({
    kind,
    terms: daysOfPolicy(3, { basis, pausable: basis === 'policy' }),
    steps: [],
  })
  const rule: PolicyRule = {
    ...(defaultPolicy.rules[0] as PolicyRule),
    clocks: [
      clock('final-answer', 'policy'),
      clock('final-answer', 'law'),
      clock('acknowledge', 'policy'),
      clock('reply', 'policy'),
    ],
  }
  const absent = absentFrom(rule, [{ kind: 'final-answer', basis: 'policy' }])
  const added = addedBy(absent, [signal('opened', 1), signal('acknowledged', 2)])
  expect(added.map(({ clock: { kind, terms }, since }) => [kind, terms.basis, since.at])).toEqual([
    ['final-answer', 'law', 1],
  ])
})
