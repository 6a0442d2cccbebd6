import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountMinor } from '#shared/sales/money.ts'
import { amountShown, blankDeal, readAmount, readDealForm, readDecimal } from './deal-form.ts'
import { decimalShown } from './decimal-shown.ts'

const currencies = fc.constantFrom('RUB', 'EUR', 'JPY', 'KWD')
const languages = fc.constantFrom('ru' as const, 'en' as const)

test('an amount that is shown is read back to the same minor units, in every currency and language', () => {
  const amounts = fc.integer({ min: 1, max: 10_000_000_000_000 })
  fc.assert(
    fc.property(amounts, currencies, languages, (minor, currency, language) => {
      expect(readAmount(amountShown(minor, currency, language), currency)).toBe(minor)
    }),
  )
})

test('whatever is typed, an amount that is read is one the server takes', () => {
  fc.assert(
    fc.property(fc.string(), currencies, (typed, currency) => {
      const amount = readAmount(typed, currency)
      if (amount !== undefined) expect(amountMinor.safeParse(amount).success).toBe(true)
    }),
  )
})

test.each([
  ['1 250 000,50', 'RUB', 125_000_050],
  ['0.1', 'RUB', 10],
  ['', 'RUB', 0],
  ['1,5', 'JPY', undefined],
  ['1,234', 'KWD', 1_234],
  ['1,234', 'RUB', undefined],
  ['сто', 'RUB', undefined],
  ['-5', 'RUB', undefined],
])('%s %s', (typed, currency, minor) => {
  expect(readAmount(typed, currency)).toBe(minor)
})

test('quantities as people write them', () => {
  expect(readDecimal('12,5')).toBe('12.5')
  expect(readDecimal('1 200')).toBe('1200')
  expect(readDecimal('')).toBeNull()
  expect(readDecimal('12.5.1')).toBeUndefined()
  expect(decimalShown('12.500000', 'ru')).toBe('12,5')
  expect(decimalShown('1200', 'ru')).toBe('1\u00a0200')
  expect(decimalShown('20.000', 'en')).toBe('20')
})

test('each field that cannot be read is named', () => {
  const form = { ...blankDeal('m'), quantity: 'много', amountMinor: '1,2,3', currency: 'RUB' }
  expect(readDealForm(form)).toEqual({ faults: { quantity: 'invalid_number', amountMinor: 'invalid_money' } })
})
