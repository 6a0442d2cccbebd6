import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageBands } from '#shared/claims/board/age-bands.ts'
import { claimStates, severities } from '#shared/claims/claim.state.ts'
import { type ClaimFilterAsked, claimFilter, claimSorts } from '#shared/claims/list/claim-filter.contract.ts'
import { claimFlows } from '#shared/claims/list/figure-filter.contract.ts'
import { blankFilter as blank, claimQuery, filterOfQuery, sortOf, widely } from './claim-filter.ts'

const id = '0199a2b4-1111-7222-8333-444455556666'
const asSent = (asked: ClaimFilterAsked) => JSON.parse(JSON.stringify(asked))

test('blank asks for what is open', () => {
  expect(asSent(claimQuery(blank))).toEqual({ status: 'open' })
})

test('each filter in the words of the contract', () => {
  expect(claimQuery({ ...blank, lens: 'mine' })).toMatchObject({ mine: '1' })
  expect(claimQuery({ ...blank, lens: 'overdue', whose: id, market: id })).toMatchObject({
    overdue: '1',
    handler: id,
    market: id,
  })
  expect(claimQuery({ ...blank, state: 'state-disputed' })).toMatchObject({ state: 'disputed' })
  expect(claimQuery({ ...blank, state: 'state-disputed' }).status).toBeUndefined()
  expect(asSent(widely({ ...blank, lens: 'soon', category: id }))).toEqual({ status: 'open', category: id })
})

test('whatever an address holds, the server can read what is asked', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'none',
      '2026-03-01',
      'Asia/Shanghai',
      'any',
      'mine',
      'free',
      'open',
      'state-closed',
      'high',
      '1',
      id,
    ),
  )
  const fields = Object.fromEntries(Object.keys(blank).map((key) => [key, text])) as Record<
    keyof typeof blank,
    typeof text
  >
  fc.assert(
    fc.property(fc.record(fields), (filter) => {
      expect(claimFilter.safeParse(asSent(claimQuery(filter))).success).toBe(true)
      expect(claimSorts).toContain(sortOf(filter))
    }),
  )
})

test('what a view keeps comes back into the filter as it was', () => {
  const maybe = (value: string) => fc.option(fc.constant(value), { nil: undefined })
  const asked = fc.record({
    mine: maybe('1'),
    handler: maybe(id),
    market: maybe(id),
    tag: maybe(id),
    product: maybe(id),
    severity: fc.option(fc.constantFrom(...severities), { nil: undefined }),
    state: fc.option(fc.constantFrom(...claimStates.states), { nil: undefined }),
    search: maybe('лист'),
    flow: fc.option(fc.constantFrom(...claimFlows), { nil: undefined }),
    from: maybe('2026-03-01'),
    zone: maybe('Asia/Shanghai'),
    age: fc.option(fc.constantFrom(...ageBands), { nil: undefined }),
    cause: fc.option(fc.constantFrom(id, 'none'), { nil: undefined }),
    batch: maybe('К-104/2'),
    risk: maybe('1'),
  })
  fc.assert(
    fc.property(asked, fc.constantFrom(...claimSorts), (given, sort) => {
      const filter = filterOfQuery(given as ClaimFilterAsked, sort)
      const status = given.state ? {} : { status: 'open' }
      expect(asSent(claimQuery(filter))).toEqual({ ...asSent(given as ClaimFilterAsked), ...status })
      expect(sortOf(filter)).toBe(sort)
    }),
  )
})
