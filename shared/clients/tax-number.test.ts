import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTaxNumber } from './tax-number.ts'

test.each([
  // Published numbers: of banks, state bodies and well-known companies.
  ['7707083893', 'RU', '7707083893'],
  ['77 07 083893', 'RU', '7707083893'],
  ['7736050003', 'RU', '7736050003'],
  ['500100732259', 'RU', '500100732259'],
  ['7707083894', 'RU', null],
  ['500100732258', 'RU', null],
  ['770708389', 'RU', null],
  ['77070838933', 'RU', null],
  ['100582333', 'BY', '100582333'],
  ['100582334', 'BY', null],
  ['100140000123', 'KZ', null],
  ['91110000802100433B', 'CN', '91110000802100433B'],
  ['91110000802100433C', 'CN', null],
  ['12-3456789', 'US', '123456789'],
  ['1234', 'US', null],
  ['DE 123.456.789', 'DE', 'DE123456789'],
  ['123456789', 'DE', '123456789'],
  ['EL123456789', 'GR', 'EL123456789'],
  ['abc', 'DE', null],
  ['AB-12 34', null, 'AB1234'],
  ['????', null, null],
])('%s of %s: %s', (typed, country, expected) => {
  expect(readTaxNumber(typed, country)).toBe(expected)
})

test('any other last digit of an ИНН is refused', () => {
  const made = fc.stringMatching(/^\d{9}$/).map((nine) => {
    const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8]
    const sum = weights.reduce((all, weight, at) => all + weight * Number(nine[at]), 0)
    return nine + String((sum % 11) % 10)
  })
  fc.assert(
    fc.property(made, fc.integer({ min: 1, max: 9 }), (number, shift) => {
      expect(readTaxNumber(number, 'RU')).toBe(number)
      const last = (Number(number[9]) + shift) % 10
      expect(readTaxNumber(number.slice(0, 9) + last, 'RU')).toBeNull()
    }),
  )
})
