import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asksReason, type Decision, hindranceTo, isWithinLimit } from './compensation.policy.ts'
import { compensationStates } from './compensation.state.ts'

const decision: Decision = {
  proposedById: 'a',
  actorId: 'b',
  limitMinor: 1_000,
  spentMinor: 400,
  amountMinor: 600,
}

test('a limit is of all that the claim is given: what would pass it in pieces does not', () => {
  expect(hindranceTo('approve', decision)).toBeNull()
  expect(hindranceTo('approve', { ...decision, amountMinor: 601 })).toBe('over_limit')
  expect(hindranceTo('approve', { ...decision, spentMinor: 401 })).toBe('over_limit')
  expect(hindranceTo('approve', { ...decision, limitMinor: null })).toBe('over_limit')
  expect(hindranceTo('approve', { ...decision, amountMinor: null })).toBe('no_rate')
  expect(hindranceTo('approve', { ...decision, spentMinor: null })).toBe('no_rate')
})

test('nobody decides about what they proposed; nobody else withdraws it', () => {
  const own = { ...decision, actorId: 'a' }
  expect(hindranceTo('approve', own)).toBe('own_proposal')
  expect(hindranceTo('refuse', own)).toBe('own_proposal')
  expect(hindranceTo('withdraw', own)).toBeNull()
  expect(hindranceTo('withdraw', decision)).toBe('not_own_proposal')
  expect(hindranceTo('void', own)).toBeNull()
})

test('a refusal needs no limit and no rate', () => {
  expect(hindranceTo('refuse', { ...decision, limitMinor: null, amountMinor: null })).toBeNull()
})

test('whoever approves what was above the proposer’s limit has a higher one', () => {
  const minor = fc.integer({ min: 0, max: 10_000 })
  fc.assert(
    fc.property(minor, minor, minor, minor, (spentMinor, amountMinor, proposer, approver) => {
      const sums = { spentMinor, amountMinor }
      if (
        isWithinLimit({ ...sums, limitMinor: proposer }) ||
        !isWithinLimit({ ...sums, limitMinor: approver })
      )
        return
      expect(approver).toBeGreaterThan(proposer)
    }),
  )
})

test('money is taken back from no other state than approved', () => {
  expect(compensationStates.states.filter((state) => compensationStates.allowed(state, 'void'))).toEqual([
    'approved',
  ])
  expect(['refuse', 'void'].every((move) => asksReason(move as 'void'))).toBe(true)
  expect(asksReason('approve')).toBe(false)
})
