import fc from 'fast-check'
import { expect, test } from 'vitest'
import { activityOf } from './activity.ts'
import {
  choosePresence,
  endWork,
  type HoldMove,
  holdStates,
  moveHold,
  type Presence,
  type PresenceChoice,
  presenceStates,
  signedOut,
} from './presence.state.ts'

const choice: fc.Arbitrary<PresenceChoice> = fc.oneof(
  fc.constant({ chosen: 'available' as const, reason: null }),
  fc.constant({ chosen: 'offline' as const, reason: null }),
  fc.constantFrom('break', 'lunch').map((reason) => ({ chosen: 'away' as const, reason })),
)
type Step =
  | { kind: 'choose'; choice: PresenceChoice; when: 'now' | 'next' }
  | { kind: 'hold'; move: HoldMove }
  | { kind: 'work' }
  | { kind: 'end' }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('choose' as const),
    choice,
    when: fc.constantFrom('now' as const, 'next' as const),
  }),
  fc.record({
    kind: fc.constant('hold' as const),
    move: fc.constantFrom<HoldMove[]>('miss-offer', 'lose-desk', 'prove-desk'),
  }),
  fc.constant({ kind: 'work' as const }),
  fc.constant({ kind: 'end' as const }),
)

type Shift = { presence: Presence; busy: boolean }
const take = ({ presence, busy }: Shift, one: Step): Shift => {
  if (one.kind === 'work') return { presence, busy: true }
  if (one.kind === 'end') return { presence: endWork(presence), busy: false }
  if (one.kind === 'hold') return { presence: moveHold(presence, one.move), busy }
  return { presence: choosePresence(presence, one.choice, { when: one.when, busy }), busy }
}

const throughShifts = (look: (before: Shift, one: Step, after: Shift) => void) =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let shift: Shift = { presence: signedOut, busy: false }
      for (const one of steps) {
        const after = take(shift, one)
        look(shift, one, after)
        shift = after
      }
    }),
    { numRuns: 300 },
  )

test('L2: the hub never changes what an agent chose, nor what they chose to come next', () => {
  throughShifts((before, one, after) => {
    if (one.kind !== 'hold' && one.kind !== 'work') return
    expect(after.presence.chosen).toBe(before.presence.chosen)
    expect(after.presence.reason).toBe(before.presence.reason)
    expect(after.presence.next).toEqual(before.presence.next)
  })
})

test('L2: "next: break" is kept while busy and takes effect, once, when the work ends', () => {
  throughShifts((before, one, after) => {
    if (one.kind === 'choose' && one.when === 'next' && before.busy) {
      expect(after.presence).toEqual({ ...before.presence, next: one.choice })
    } else if (one.kind === 'choose') {
      expect(after.presence).toEqual({ ...one.choice, next: null, heldBy: null })
    } else if (one.kind === 'end') {
      const { next } = before.presence
      expect(after.presence).toEqual(next ? { ...next, next: null, heldBy: null } : before.presence)
    }
    if (!after.busy) expect(after.presence.next).toBeNull()
  })
})

test('only the available are held, and a held agent is away for a reason that is not theirs', () => {
  throughShifts((_before, _one, { presence }) => {
    if (presence.heldBy === null) return
    expect(presence.chosen).toBe('available')
    expect(activityOf({ ...presence, leases: [] })).toEqual({ activity: 'away', reason: presence.heldBy })
  })
})

test('every choice is a listed move, or what is so already', () => {
  throughShifts(({ presence }, _one, after) => {
    const moves = presenceStates.movesFrom(presence.chosen)
    const to = moves.map((move) => presenceStates.next(presence.chosen, move))
    expect([...to, presence.chosen]).toContain(after.presence.chosen)
  })
})

const available: Presence = { ...signedOut, chosen: 'available' }

test('a desk that is back frees who lost one, not who missed an offer', () => {
  const deskless = moveHold(available, 'lose-desk')
  expect(deskless.heldBy).toBe('no-desk')
  expect(moveHold(deskless, 'prove-desk')).toEqual(available)
  const missed = moveHold(available, 'miss-offer')
  expect(missed.heldBy).toBe('no-answer')
  expect(moveHold(missed, 'prove-desk')).toBe(missed)
  expect(moveHold(missed, 'lose-desk')).toBe(missed)
  const back = choosePresence(missed, { chosen: 'available', reason: null }, { when: 'now', busy: false })
  expect(back).toEqual(available)
})

test('a hold is left by a choice from every state of it', () => {
  for (const state of holdStates.states.filter((one) => one !== 'free')) {
    expect(holdStates.next(state, 'choose')).toBe('free')
  }
})
