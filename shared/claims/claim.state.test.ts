import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimMoves } from './claim.contract.ts'
import {
  type ClaimBefore,
  type ClaimGiven,
  fieldsOfMove,
  missingForMove,
  permissionForMove,
  textOfMove,
} from './claim.policy.ts'
import {
  awaitsWord,
  type ClaimMove,
  type ClaimState,
  claimStates,
  groundOf,
  owesAnswer,
  severities,
} from './claim.state.ts'

const moves = Object.keys(claimStates.moves) as ClaimMove[]
const walk = fc.array(fc.constantFrom(...moves), { maxLength: 60 })

test('claims: every move of the table has a wire, a right and a text or none', () => {
  expect([...claimMoves].sort()).toEqual([...moves].sort())
  for (const move of moves) {
    expect(permissionForMove[move]).toMatch(/^claim\./)
    expect(fieldsOfMove).toHaveProperty(move)
  }
})

test('claims: any walk stays in the table; but for a merge it closes only where nothing is owed, and on a ground', () => {
  fc.assert(
    fc.property(walk, (made) => {
      let state: ClaimState = claimStates.initial
      for (const move of made) {
        const next = claimStates.next(state, move)
        expect(next !== null).toBe(claimStates.moves[move].from.some((from) => from === state))
        if (next === null) continue
        if (next === 'closed' && move !== 'merge') expect(owesAnswer(state)).toBe(false)
        expect(groundOf(state, move) !== null).toBe(next === 'closed')
        expect([owesAnswer(next), awaitsWord(next), next === 'closed'].filter(Boolean)).toHaveLength(1)
        if (state === 'closed') expect(move).toBe('reopen')
        if (move === 'reopen' || move === 'dispute') expect(owesAnswer(next)).toBe(true)
        state = next
      }
    }),
  )
})

test('claims: from every state the close can be reached, and back', () => {
  for (const from of claimStates.states) {
    const reached = new Set<ClaimState>([from])
    for (const state of reached) {
      for (const move of claimStates.movesFrom(state))
        reached.add(claimStates.next(state, move) as ClaimState)
    }
    expect(reached.has('closed'), from).toBe(true)
    expect(reached.has('acknowledged'), from).toBe(true)
  }
})

test('claims: it counts as verified only by the client’s own word', () => {
  const grounds = claimStates.states.flatMap((state) =>
    claimStates.movesFrom(state).map((move) => [move, groundOf(state, move)] as const),
  )
  const on = (ground: string) => grounds.filter(([, one]) => one === ground).map(([move]) => move)
  expect(on('verified')).toEqual(['close'])
  expect(new Set(on('silence'))).toEqual(new Set(['lapse']))
  expect(new Set(on('merged'))).toEqual(new Set(['merge']))
  const before = claimStates.states.filter((state) => claimStates.next(state, 'verify') !== null)
  expect(before).toEqual(expect.arrayContaining(['communicated', 'settled']))
  expect(before.some(owesAnswer)).toBe(false)
})

const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: null })
const standing = fc.record<ClaimBefore>({
  severity: fc.constantFrom(...severities),
  safety: maybe(true, false),
  complexity: maybe('usual'),
  impact: maybe('stands still', ' '),
  immediateAction: maybe('stopped the batch'),
  findings: maybe('seen'),
  causeId: maybe('cause'),
  remedy: maybe('refund'),
  agreedMinor: maybe(0, 100),
  handlerId: maybe('handler'),
  proposedById: maybe('me', 'other'),
})
const full: ClaimGiven = {
  severity: 'low',
  safety: false,
  complexity: 'usual',
  impact: 'none',
  immediateAction: 'none',
  findings: 'a',
  causeId: 'cause',
  remedy: 'repair',
  answer: 'b',
  grounds: 'c',
}
const givenFor = (move: ClaimMove) =>
  Object.fromEntries(fieldsOfMove[move].map((field) => [field, full[field]])) as ClaimGiven

test('claims: no move is made on a claim without a handler, nor a grave, unsafe or dear one decided unexamined or by one', () => {
  fc.assert(
    fc.property(standing, fc.constantFrom(...moves), (before, move) => {
      const given = givenFor(move)
      const missing = missingForMove(move, before, given, 'me')
      const severity = given.severity ?? before.severity
      const whole = severity === 'high' || severity === 'critical' || before.safety || before.agreedMinor
      expect(missing.includes('handler')).toBe(before.handlerId === null)
      expect(missing.includes('approval')).toBe(Boolean(whole) && move === 'answer')
      expect(missing.includes('another')).toBe(
        Boolean(whole) && move === 'approve' && before.proposedById === 'me',
      )
      if (move === 'propose' || move === 'reject')
        expect(missing.includes('findings')).toBe(Boolean(whole) && before.findings === null)
      if (move === 'propose') {
        const unjudged = before.safety === null || !before.impact?.trim()
        expect(missing.includes('safety') || missing.includes('impact')).toBe(Boolean(whole) && unjudged)
      }
    }),
  )
})

test('claims: a move asks anew for its own text, for other fields only until they stand', () => {
  fc.assert(
    fc.property(standing, fc.constantFrom(...moves), (before, move) => {
      const text = textOfMove(move)
      if (text) expect(missingForMove(move, before, { ...full, [text]: '  ' }, 'me')).toContain(text)
      for (const field of fieldsOfMove[move]) {
        expect(missingForMove(move, before, full, 'me')).not.toContain(field)
        if (field === text || field === 'answer' || field === 'grounds') continue
        const stands = typeof before[field] === 'boolean' || String(before[field] ?? '').trim() !== ''
        expect(missingForMove(move, before, {}, 'me').includes(field)).toBe(!stands)
      }
    }),
  )
})
