/** A deal as a form holds it: texts as typed, so that nothing typed is lost; read into the contract's values when sent. */
import type { Deal, EditDealInput } from '#shared/sales/deal.contract.ts'
import { decimalOf, decimalText, parseMinor } from '#shared/sales/money.ts'
import { type CustomForm, formOfCustom } from '../organisation/fields/custom-form.ts'
import type { Language } from '../platform/i18n.ts'
import { decimalShown, grouped } from './decimal-shown.ts'

/** A select cannot hold an empty choice. */
export const NOBODY = 'nobody'

/** With the fields that an administrator added, as `custom.<id>`. */
export type DealForm = OwnForm & CustomForm
type OwnForm = {
  personId: string
  managerId: string
  productId: string
  quantity: string
  /** In major units, as typed: `1 250 000,50`. */
  amountMinor: string
  currency: string
  expectedOn: string
  comment: string
}

export const blankDeal = (managerId: string): DealForm => ({
  personId: NOBODY,
  managerId,
  productId: '',
  quantity: '',
  amountMinor: '',
  currency: '',
  expectedOn: '',
  comment: '',
})

export const formOfDeal = (deal: Deal, language: Language): DealForm => ({
  ...formOfCustom(deal.custom),
  personId: deal.person?.id ?? NOBODY,
  managerId: deal.manager.id,
  productId: deal.product?.id ?? '',
  quantity: deal.quantity === null ? '' : decimalShown(deal.quantity, language),
  amountMinor: amountShown(deal.amountMinor, deal.currency, language),
  currency: deal.currency,
  expectedOn: deal.expectedOn ?? '',
  comment: deal.comment ?? '',
})

type Filling = Omit<EditDealInput, 'version' | 'custom'>

/** What was typed into its own fields, in the contract's values, or a message code for each field that cannot be read. */
export const readDealForm = (form: DealForm): { filling: Filling } | { faults: Record<string, string> } => {
  const quantity = readDecimal(form.quantity)
  const amount = readAmount(form.amountMinor, form.currency)
  const faults = {
    ...(quantity === undefined && { quantity: 'invalid_number' }),
    ...(amount === undefined && { amountMinor: 'invalid_money' }),
  }
  if (quantity === undefined || amount === undefined) return { faults }
  return {
    filling: {
      personId: form.personId === NOBODY ? null : form.personId,
      managerId: form.managerId,
      productId: form.productId || null,
      quantity,
      amountMinor: amount,
      ...(form.currency !== '' && { currency: form.currency }),
      expectedOn: form.expectedOn || null,
      comment: form.comment.trim() || null,
    },
  }
}

/** Minor units; an empty field is nought, not known yet; undefined: no amount of that currency. */
export const readAmount = (typed: string, currency: string): number | undefined =>
  typed.trim() === '' ? 0 : (parseMinor(typed, currency) ?? undefined)

/** Exact decimal text; null for an empty field; undefined: not a quantity. */
export const readDecimal = (typed: string): string | null | undefined => {
  const plain = typed.replaceAll(/\s/g, '').replace(',', '.')
  if (plain === '') return null
  return decimalText.safeParse(plain).success ? plain : undefined
}

/** `125000050, RUB` → `1 250 000,50`; nought is empty: the amount is not known yet. No float anywhere. */
export const amountShown = (minor: number, currency: string, language: Language): string =>
  minor === 0 ? '' : grouped(decimalOf(minor, currency), language)
