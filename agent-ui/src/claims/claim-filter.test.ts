import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listClaims } from '#shared/claims/claim.contract.ts'
import { claimQuery } from './claim-filter.ts'

const blank = { whose: 'any', state: 'open', market: 'any', severity: 'any', overdue: '', search: '' }
const id = '0199a2b4-1111-7222-8333-444455556666'

test('blank asks for what is open', () => {
  expect(claimQuery(blank)).toEqual({ status: 'open', severity: undefined, search: undefined })
})

test('each filter in the words of the contract', () => {
  expect(claimQuery({ ...blank, whose: 'mine', overdue: '1' })).toMatchObject({ mine: '1', overdue: '1' })
  expect(claimQuery({ ...blank, whose: id, market: id })).toMatchObject({ handler: id, market: id })
  expect(claimQuery({ ...blank, state: 'state-disputed' })).toMatchObject({ state: 'disputed' })
  expect(claimQuery({ ...blank, state: 'state-disputed' }).status).toBeUndefined()
})

test('whatever an address holds, the server can read what is asked', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('any', 'mine', 'free', 'open', 'state-closed', 'high', '1', id),
  )
  fc.assert(
    fc.property(
      fc.record({ whose: text, state: text, market: text, severity: text, overdue: text, search: text }),
      (filter) => {
        const query = JSON.parse(JSON.stringify(claimQuery(filter)))
        expect(listClaims.query?.safeParse(query).success).toBe(true)
      },
    ),
  )
})
