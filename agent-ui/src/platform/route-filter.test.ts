import { expect, test } from 'vitest'
import { filterOf, queryOf } from './route-filter.ts'

const blank = { state: 'open', search: '', mine: '' }

test('the address says only what differs from blank', () => {
  expect(queryOf(blank, blank)).toEqual({})
  expect(queryOf(blank, { state: 'all', search: 'x', mine: '' })).toEqual({ state: 'all', search: 'x' })
})

test('what the address says comes back; what is not of the filter, or repeated, does not', () => {
  expect(filterOf(blank, { state: 'all', mine: ['1', '1'], other: '1' })).toEqual({ ...blank, state: 'all' })
  expect(filterOf(blank, queryOf(blank, { ...blank, search: 'трубы' }))).toEqual({
    ...blank,
    search: 'трубы',
  })
})
