import { expect, test } from 'vitest'
import type { ClaimDetails } from '#shared/claims/details/detail.contract.ts'
import { formOfDetails, isBlankLine, NONE, readDetailForm } from './detail-form.ts'

const bare: ClaimDetails = {
  categoryId: '0199b2f0-0000-7000-8000-000000000001',
  severity: 'normal',
  safety: null,
  complexity: null,
  impact: null,
  immediateAction: null,
  remedySought: null,
  remedy: null,
  dealId: null,
  invoiceNumber: null,
  orderNumber: null,
  products: [],
  personIds: [],
  interactionIds: [],
  claimedMinor: null,
  agreedMinor: null,
  currency: null,
  causeId: null,
  version: 1,
}
const filled = (form: ReturnType<typeof formOfDetails>) => {
  const read = readDetailForm(form)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.filling
}

test('an amount may be typed at once: the currency is the claim’s, else the usual one', () => {
  const form = formOfDetails(bare, 'ru', 'RUB')
  expect(filled({ ...form, claimedMinor: '12 000,50' })).toMatchObject({
    claimedMinor: 1_200_050,
    currency: 'RUB',
  })
  expect(formOfDetails({ ...bare, currency: 'EUR' }, 'ru', 'RUB').currency).toBe('EUR')
})

test('without an amount the usual currency is nothing that was chosen: the claim is left as it is', () => {
  expect(filled(formOfDetails(bare, 'ru', 'RUB'))).not.toHaveProperty('currency')
  expect(filled({ ...formOfDetails(bare, 'ru', 'RUB'), remedySought: NONE }).claimedMinor).toBeNull()
})

test('a line is blank until anything is filled in it', () => {
  const blank = { productId: '', quantity: '', unit: ' ', batch: '' }
  expect(isBlankLine(blank)).toBe(true)
  for (const key of ['productId', 'quantity', 'unit', 'batch'] as const)
    expect(isBlankLine({ ...blank, [key]: 'x' })).toBe(false)
})
