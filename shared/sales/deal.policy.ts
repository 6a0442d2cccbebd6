/** What must be filled before a deal may make a move, and whose hand it takes. Pure; both ends read it. */
import type { DealMove } from './deal.state.ts'

/** `fields`: those that an administrator added and requires. */
export type DealNeed = 'product' | 'amount' | 'refusalReason' | 'fields'

/** What the rules look at: the deal as it stands, with what the move itself brings. */
export type DealBefore = {
  productId: string | null
  amountMinor: number
  refusalReasonId: string | null
  /** A required field that was added holds nothing. */
  lacksFields?: boolean
}

/**
 * A quote names its product; a won deal also has an amount and all required fields; a lost one has a reason. Everything else may wait:
 * a deal is often opened in the middle of a call.
 */
export const missingForDeal = (move: DealMove, deal: DealBefore): DealNeed[] => {
  const needs: DealNeed[] = []
  if ((move === 'quote' || move === 'win') && !deal.productId) needs.push('product')
  if (move === 'win' && deal.amountMinor <= 0) needs.push('amount')
  if (move === 'win' && deal.lacksFields) needs.push('fields')
  if (move === 'lose' && !deal.refusalReasonId) needs.push('refusalReason')
  return needs
}

/** A closed deal is history: reopen it to change it. */
export const editableFields = [
  'personId',
  'managerId',
  'productId',
  'quantity',
  'amountMinor',
  'currency',
  'comment',
  'expectedOn',
] as const
export type EditableField = (typeof editableFields)[number]
