/** The details of a claim as its page and its form have them. */
import type { Queryable } from '#server/platform/database.ts'
import type { ClaimAction, ClaimDetails, DetailNames } from '#shared/claims/details/detail.contract.ts'
import type { ClaimRow } from '../claim.store.ts'
import { personOf } from '../person.present.ts'
import { type ActionRow, listActions } from './action.store.ts'
import {
  contactsOf,
  findCause,
  findDealNumber,
  listInteractionIds,
  listPersonIds,
  listProductLines,
  namesOfPersons,
  namesOfProducts,
} from './detail.store.ts'

export const readDetails = async (q: Queryable, row: ClaimRow): Promise<ClaimDetails> => ({
  categoryId: row.category_id,
  severity: row.severity,
  safety: row.safety,
  complexity: row.complexity,
  impact: row.impact,
  immediateAction: row.immediate_action,
  remedySought: row.remedy_sought,
  remedy: row.remedy,
  dealId: row.deal_id,
  invoiceNumber: row.invoice_number,
  orderNumber: row.order_number,
  products: await listProductLines(q, row.id),
  personIds: await listPersonIds(q, row.id),
  interactionIds: await listInteractionIds(q, row.id),
  claimedMinor: row.claimed_minor,
  agreedMinor: row.agreed_minor,
  currency: row.currency,
  causeId: row.cause_id,
  version: row.version,
})

export const nameDetails = async (q: Queryable, details: ClaimDetails): Promise<DetailNames> => ({
  deal: details.dealId === null ? null : await findDealNumber(q, details.dealId),
  products: await namesOfProducts(
    q,
    details.products.flatMap(({ productId }) => productId ?? []),
  ),
  persons: await namesOfPersons(q, details.personIds),
  interactions: await contactsOf(q, details.interactionIds),
  cause: details.causeId === null ? null : await findCause(q, details.causeId),
})

export const readActions = async (q: Queryable, claimId: string): Promise<ClaimAction[]> =>
  (await listActions(q, claimId)).map(presentAction)

const presentAction = (row: ActionRow): ClaimAction => ({
  id: row.id,
  kind: row.kind,
  taskId: row.task_id,
  title: row.title,
  owner: personOf(row.owner_id, row.owner_name),
  dueAt: row.due_at,
  doneAt: row.state === 'done' ? row.done_at : null,
  cancelled: row.state === 'cancelled',
})
