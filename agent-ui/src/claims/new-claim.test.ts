import { expect, test } from 'vitest'
import { blankLine, NONE } from './details/detail-form.ts'
import { isBegun } from './new-claim.ts'

const blank = { remedySought: NONE, products: [blankLine()], description: '' }

test('a claim is begun once anything of it was typed or chosen, a product as well as a word', () => {
  expect(isBegun(blank, {})).toBe(false)
  expect(isBegun({ ...blank, description: '  ' }, { custom: '' })).toBe(false)
  expect(isBegun({ ...blank, description: 'Ржавчина' }, {})).toBe(true)
  expect(isBegun({ ...blank, products: [blankLine(), { ...blankLine(), batch: 'К-1' }] }, {})).toBe(true)
  expect(isBegun({ ...blank, remedySought: 'refund' }, {})).toBe(true)
  expect(isBegun(blank, { custom: 'x' })).toBe(true)
})
