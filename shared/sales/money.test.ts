import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, formatMoney, parseMinor } from './money.ts'

test('money: what is written is what is read, at any size and in any currency', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000_000_000 }),
      fc.constantFrom('RUB', 'JPY', 'KWD', 'CNY'),
      (minor, currency) => {
        expect(parseMinor(decimalOf(minor, currency), currency)).toBe(minor)
      },
    ),
  )
})

test('money: never a float', () => {
  expect(() => decimalOf(0.5, 'RUB')).toThrow(RangeError)
  expect(parseMinor('0.1', 'RUB')).toBe(10)
  // As floats: 1.15 × 100 = 114.99999999999999.
  expect(parseMinor('1.15', 'RUB')).toBe(115)
  expect(decimalOf(999_999_999_999_999, 'RUB')).toBe('9999999999999.99')
  expect(formatMoney(999_999_999_999_999, 'RUB', 'en')).toContain('9,999,999,999,999.99')
})

test('money: as people type it', () => {
  expect(parseMinor('1 234,5', 'RUB')).toBe(123_450)
  expect(parseMinor('1\u00a0234', 'JPY')).toBe(1_234)
  for (const typed of ['', '-1', '1.234', '1,2,3', 'abc', '1e5', '9'.repeat(16)]) {
    expect(parseMinor(typed, 'RUB')).toBeNull()
  }
  expect(parseMinor('1.5', 'JPY')).toBeNull()
})
