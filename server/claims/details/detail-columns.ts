/** Where the details of a claim, and what a move brings with it, stand among its columns. */
import type { ClaimGiven } from '#shared/claims/claim.policy.ts'
import type { EditDetailsInput, ProductLine } from '#shared/claims/details/detail.contract.ts'
import type { ClaimRow } from '../claim.store.ts'

type Field = Exclude<keyof EditDetailsInput, 'version'>

const columnOf = {
  categoryId: 'category_id',
  severity: 'severity',
  safety: 'safety',
  complexity: 'complexity',
  impact: 'impact',
  immediateAction: 'immediate_action',
  remedySought: 'remedy_sought',
  remedy: 'remedy',
  dealId: 'deal_id',
  invoiceNumber: 'invoice_number',
  orderNumber: 'order_number',
  claimedMinor: 'claimed_minor',
  agreedMinor: 'agreed_minor',
  currency: 'currency',
  causeId: 'cause_id',
} as const satisfies Partial<Record<Field, keyof ClaimRow>>

/** Given details as columns of the claim; lists of their own are not among them. */
export const columnsOf = (given: Partial<EditDetailsInput>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(columnOf).flatMap(([field, column]) => {
      const value = given[field as keyof typeof columnOf]
      return value === undefined ? [] : [[column, value]]
    }),
  )

/** Figures count a claim by the first of its products. */
export const mainProductOf = (lines: readonly Pick<ProductLine, 'productId'>[]): string | null =>
  lines.find(({ productId }) => productId)?.productId ?? null

/** What a move brings with it as columns. */
export const columnsOfMove = ({
  findings,
  answer,
  grounds,
  ...details
}: ClaimGiven): Record<string, unknown> => ({
  ...columnsOf(details),
  ...(findings !== undefined && { findings }),
  ...(answer !== undefined && { answer }),
  ...(grounds !== undefined && { grounds }),
})
