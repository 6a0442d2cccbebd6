/** The details of a claim as a form holds them: texts as typed, so that nothing typed is lost. */
import type { ClaimDetails, EditDetailsInput, ProductLine } from '#shared/claims/details/detail.contract.ts'
import type { Language } from '../../platform/i18n.ts'
import { amountShown, readAmount, readDecimal } from '../../sales/deal-form.ts'
import { decimalShown } from '../../sales/decimal-shown.ts'

/** A select cannot hold an empty choice. */
export const NONE = 'none'

export type LineForm = { productId: string; quantity: string; unit: string; batch: string }
export type DetailForm = {
  categoryId: string
  severity: string
  safety: string
  complexity: string
  impact: string
  immediateAction: string
  remedySought: string
  remedy: string
  causeId: string
  dealId: string
  invoiceNumber: string
  orderNumber: string
  products: LineForm[]
  personIds: string[]
  interactionIds: string[]
  /** In major units, as typed. */
  claimedMinor: string
  agreedMinor: string
  currency: string
}

export const blankLine = (): LineForm => ({ productId: '', quantity: '', unit: '', batch: '' })

const shownAmount = (minor: number | null, currency: string | null, language: Language): string =>
  minor === null || currency === null ? '' : amountShown(minor, currency, language) || '0'

/** @param usual the currency that an amount is in, until another is chosen */
export const formOfDetails = (details: ClaimDetails, language: Language, usual: string): DetailForm => ({
  categoryId: details.categoryId,
  severity: details.severity,
  safety: details.safety === null ? NONE : details.safety ? 'yes' : 'no',
  complexity: details.complexity ?? NONE,
  impact: details.impact ?? '',
  immediateAction: details.immediateAction ?? '',
  remedySought: details.remedySought ?? NONE,
  remedy: details.remedy ?? NONE,
  causeId: details.causeId ?? NONE,
  dealId: details.dealId ?? NONE,
  invoiceNumber: details.invoiceNumber ?? '',
  orderNumber: details.orderNumber ?? '',
  products: details.products.map((line) => ({
    productId: line.productId ?? '',
    quantity: line.quantity === null ? '' : decimalShown(line.quantity, language),
    unit: line.unit ?? '',
    batch: line.batch ?? '',
  })),
  personIds: [...details.personIds],
  interactionIds: [...details.interactionIds],
  claimedMinor: shownAmount(details.claimedMinor, details.currency, language),
  agreedMinor: shownAmount(details.agreedMinor, details.currency, language),
  currency: details.currency ?? usual,
})

type Faults = Record<string, string>
type Filling = Omit<EditDetailsInput, 'version'>

/** What was typed, in the contract's values, or a message code for each field that cannot be read. */
export const readDetailForm = (form: DetailForm): { filling: Filling } | { faults: Faults } => {
  const faults: Faults = {}
  const { lines, faults: ofLines } = readLines(form.products)
  Object.assign(faults, ofLines)
  const claimed = readMoney(form.claimedMinor, form.currency)
  const agreed = readMoney(form.agreedMinor, form.currency)
  if (claimed === undefined) faults.claimedMinor = 'invalid_money'
  if (agreed === undefined) faults.agreedMinor = 'invalid_money'
  if (Object.keys(faults).length > 0) return { faults }
  const chosen = <T extends string>(value: string) => (value === NONE || value === '' ? null : (value as T))
  const written = (text: string) => text.trim() || null
  return {
    filling: {
      categoryId: form.categoryId,
      severity: form.severity as Filling['severity'],
      safety: form.safety === NONE ? null : form.safety === 'yes',
      complexity: chosen<NonNullable<Filling['complexity']>>(form.complexity),
      impact: written(form.impact),
      immediateAction: written(form.immediateAction),
      remedySought: chosen<NonNullable<Filling['remedySought']>>(form.remedySought),
      remedy: chosen<NonNullable<Filling['remedy']>>(form.remedy),
      causeId: chosen(form.causeId),
      dealId: chosen(form.dealId),
      invoiceNumber: written(form.invoiceNumber),
      orderNumber: written(form.orderNumber),
      products: lines,
      personIds: form.personIds,
      interactionIds: form.interactionIds,
      claimedMinor: claimed ?? null,
      agreedMinor: agreed ?? null,
      // Of nothing it says nothing.
      ...((claimed ?? agreed) !== null && { currency: written(form.currency) }),
    },
  }
}

/** Null: nothing typed; undefined: no amount of that currency. */
const readMoney = (typed: string, currency: string): number | null | undefined =>
  typed.trim() === '' ? null : readAmount(typed, currency)

export const isBlankLine = (line: LineForm): boolean =>
  Object.values(line).every((text) => text.trim() === '')

/** Lines in which nothing was filled are left out. */
export const readLines = (typed: LineForm[]): { lines: ProductLine[]; faults: Faults } => {
  const faults: Faults = {}
  const lines = typed
    .filter((line) => !isBlankLine(line))
    .map((line, index): ProductLine => {
      const quantity = readDecimal(line.quantity)
      if (quantity === undefined) faults[`products.${index}.quantity`] = 'invalid_number'
      if (line.productId === '' && line.batch.trim() === '')
        faults[`products.${index}.productId`] = 'product_or_batch'
      return {
        productId: line.productId || null,
        quantity: quantity ?? null,
        unit: line.unit.trim() || null,
        batch: line.batch.trim() || null,
      }
    })
  return { lines, faults }
}
