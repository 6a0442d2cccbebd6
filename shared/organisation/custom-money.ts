/** Money in a custom field: an exact amount with the ISO 4217 code of its currency, as `1200.5 RUB`. Pure. */
import { minorDigits } from './currency.ts'
import { plainNumber } from './plain-number.ts'

/** Twelve digits before the point: its minor units are a safe integer in any currency. */
const KEPT = /^(-?\d{1,12}(?:\.\d+)?) ([A-Z]{3})$/
const SIGNS: Record<string, string> = {
  '₽': 'RUB',
  РУБ: 'RUB',
  'РУБ.': 'RUB',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
}

export type FieldMoney = { amount: string; currency: string }

/** Of a value as it is kept. */
export const moneyOf = (value: string): FieldMoney => {
  const [amount = '', currency = ''] = value.split(' ')
  return { amount, currency }
}

export const fitMoney = (given: string): { value: string } | { fault: string } => {
  const [, amount, currency] = KEPT.exec(given) ?? []
  if (amount === undefined || currency === undefined) return { fault: 'invalid_money' }
  const value = plainNumber(amount)
  const fraction = value.split('.')[1] ?? ''
  return fraction.length > minorDigits(currency)
    ? { fault: 'too_many_decimals' }
    : { value: `${value} ${currency}` }
}

/** `1 200,50 ₽`, `RUB 1200.5` → `1200.50 RUB`, as `fitMoney` takes it; what is none comes out as something that it refuses. */
export const readMoney = (typed: string): string => {
  const bare = typed.toUpperCase().replaceAll(/\s/g, '').replace(',', '.').replace('−', '-')
  const [, before = '', amount = '', after = ''] = /^([^\d-]*)(-?[\d.]+)([^\d]*)$/.exec(bare) ?? []
  const word = before || after
  return `${amount} ${SIGNS[word] ?? word}`
}

/** As a cell of a table has it: `1200,5 RUB`. */
export const moneyCell = (value: string, language: 'ru' | 'en'): string =>
  language === 'ru' ? value.replace('.', ',') : value

/** Minor units: `1200.5 RUB` → 120050. */
export const minorOf = ({ amount, currency }: FieldMoney): number => {
  const [whole = '', fraction = ''] = amount.split('.')
  return Number(whole + fraction.padEnd(minorDigits(currency), '0'))
}

/** `100..200 RUB`: the ends as typed, `''` where one is left out, and the currency of both. */
export const spanOfMoney = (what: string): { ends: [string, string]; currency: string } => {
  const [, from = '', to = '', currency = ''] = /^(.*?)\.\.(.*?)\s*([A-Z]{3})$/.exec(what.trim()) ?? []
  return { ends: [from.trim(), to.trim()], currency }
}
