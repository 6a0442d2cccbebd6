import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimMoves } from './claim.contract.ts'
import { missingForMove, permissionForMove, textOfMove } from './claim.policy.ts'
import { type ClaimMove, type ClaimState, claimStates, owesAnswer, severities } from './claim.state.ts'

const moves = Object.keys(claimStates.moves) as ClaimMove[]
const walk = fc.array(fc.constantFrom(...moves), { maxLength: 60 })

test('claims: every move of the table has a wire, a right and a text or none', () => {
  expect([...claimMoves].sort()).toEqual([...moves].sort())
  for (const move of moves) {
    expect(permissionForMove[move]).toMatch(/^claim\./)
    expect(textOfMove).toHaveProperty(move)
  }
})

test('claims: any walk stays in the table; a claim closes only from a state in which nothing is owed', () => {
  fc.assert(
    fc.property(walk, (made) => {
      let state: ClaimState = claimStates.initial
      for (const move of made) {
        const next = claimStates.next(state, move)
        expect(next !== null).toBe(claimStates.moves[move].from.some((from) => from === state))
        if (next === null) continue
        if (next === 'closed') expect(owesAnswer(state)).toBe(false)
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

test('claims: no allowed path answers, rejects or closes a claim without a handler, nor a grave one unexamined', () => {
  const claim = fc.record({
    severity: fc.constantFrom(...severities),
    handlerId: fc.option(fc.uuid(), { nil: null }),
    findings: fc.option(fc.constant('seen'), { nil: null }),
  })
  fc.assert(
    fc.property(claim, fc.constantFrom(...moves), (before, move) => {
      const given = { findings: 'a', answer: 'b', grounds: 'c' }
      const missing = missingForMove(move, before, given)
      if (['answer', 'reject', 'close', 'acknowledge'].includes(move)) {
        expect(missing.includes('handler')).toBe(before.handlerId === null)
      }
      const grave = before.severity === 'high' || before.severity === 'critical'
      if (['answer', 'reject'].includes(move)) {
        expect(missing.includes('findings')).toBe(grave && before.findings === null)
      }
      const text = textOfMove[move]
      if (text) expect(missingForMove(move, before, { ...given, [text]: '  ' })).toContain(text)
    }),
  )
})
