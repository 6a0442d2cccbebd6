import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimMoves } from './claim.contract.ts'
import { isGrave, missingForMove, permissionForMove, textOfMove } from './claim.policy.ts'
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
    expect(textOfMove).toHaveProperty(move)
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

test('claims: no move is made on a claim without a handler, nor is a grave one decided unexamined or by one', () => {
  const claim = fc.record({
    severity: fc.constantFrom(...severities),
    handlerId: fc.option(fc.uuid(), { nil: null }),
    findings: fc.option(fc.constant('seen'), { nil: null }),
    proposedById: fc.option(fc.constantFrom('me', 'other'), { nil: null }),
  })
  fc.assert(
    fc.property(claim, fc.constantFrom(...moves), (before, move) => {
      const given = { findings: 'a', answer: 'b', grounds: 'c' }
      const missing = missingForMove(move, before, given, 'me')
      expect(missing.includes('handler')).toBe(before.handlerId === null)
      const grave = isGrave(before.severity)
      expect(missing.includes('approval')).toBe(grave && move === 'answer')
      expect(missing.includes('another')).toBe(grave && move === 'approve' && before.proposedById === 'me')
      if (['answer', 'propose', 'reject'].includes(move)) {
        expect(missing.includes('findings')).toBe(grave && before.findings === null)
      }
      const text = textOfMove[move]
      if (text) expect(missingForMove(move, before, { ...given, [text]: '  ' }, 'me')).toContain(text)
    }),
  )
})
