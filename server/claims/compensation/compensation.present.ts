/** What of a compensation leaves the server. */
import type { Compensation } from '#shared/claims/compensation/compensation.contract.ts'
import { personOf } from '../person.present.ts'
import type { CompensationRow } from './compensation.store.ts'

export const presentCompensation = (row: CompensationRow, moves: Compensation['moves']): Compensation => ({
  id: row.id,
  kind: row.kind,
  amountMinor: row.amount_minor,
  currency: row.currency,
  reason: row.reason,
  state: row.state,
  proposedBy: { id: row.proposed_by, name: row.proposed_by_name },
  proposedAt: row.proposed_at,
  decidedBy: personOf(row.decided_by, row.decided_by_name),
  decidedAt: row.decided_at,
  ownLimit: row.own_limit,
  refusal: row.refusal,
  houseMinor: row.house_minor,
  houseCurrency: row.house_currency,
  voidedBy: personOf(row.voided_by, row.voided_by_name),
  voidedAt: row.voided_at,
  voidReason: row.void_reason,
  version: row.version,
  moves,
})
