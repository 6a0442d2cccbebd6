import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missingForDeal } from './deal.policy.ts'
import { type DealMove, type DealState, dealStates, isClosed, stages } from './deal.state.ts'

const moves = Object.keys(dealStates.moves) as DealMove[]

test('deals: any walk stays inside the stages, closes only by won or lost, and reopens only what is closed', () => {
  expect([...dealStates.states].sort()).toEqual([...stages].sort())
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 40 }), (walk) => {
      let state: DealState = dealStates.initial
      for (const move of walk) {
        const next = dealStates.next(state, move)
        expect(next !== null).toBe(dealStates.movesFrom(state).includes(move))
        if (next === null) continue
        if (isClosed(next)) expect(['win', 'lose']).toContain(move)
        if (isClosed(state)) expect(move).toBe('reopen')
        expect(next).not.toBe(state)
        state = next
      }
    }),
  )
})

test('deals: no stage is a dead end, and every one can be reached', () => {
  const reached = new Set<DealState>([dealStates.initial])
  for (const state of reached)
    for (const move of dealStates.movesFrom(state)) reached.add(dealStates.next(state, move)!)
  expect(reached.size).toBe(stages.length)
  for (const state of stages) expect(dealStates.terminal(state)).toBe(false)
})

test('deals: what must be filled first', () => {
  const bare = { productId: null, amountMinor: 0, refusalReasonId: null }
  expect(missingForDeal('win', bare)).toEqual(['product', 'amount'])
  expect(missingForDeal('quote', bare)).toEqual(['product'])
  expect(missingForDeal('lose', bare)).toEqual(['refusalReason'])
  expect(missingForDeal('qualify', bare)).toEqual([])
})
