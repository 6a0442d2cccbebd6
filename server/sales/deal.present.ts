/** What of a deal leaves the server. */
import type { Deal, DealPage } from '#shared/sales/deal.contract.ts'
import { dealEdited, dealMoved, dealOpened } from '#shared/sales/deal.events.ts'
import type { DealRow, LoggedRow } from './deal.store.ts'

export const presentDeal = (row: DealRow, houseCurrency: string): Deal => ({
  id: row.id,
  number: row.number,
  client: { id: row.client_id, name: row.client_name },
  person: row.person_id ? { id: row.person_id, name: row.person_name ?? '' } : null,
  interactionId: row.interaction_id,
  manager: { id: row.manager_id, name: row.manager_name },
  marketId: row.market_id,
  state: row.state,
  product: row.product_id
    ? {
        id: row.product_id,
        code: row.product_code ?? '',
        nameRu: row.product_name_ru ?? '',
        nameEn: row.product_name_en ?? '',
      }
    : null,
  quantity: row.quantity,
  unit: row.unit,
  amountMinor: row.amount_minor,
  currency: row.currency,
  refusalReason: row.refusal_reason_id
    ? {
        id: row.refusal_reason_id,
        code: row.refusal_code ?? '',
        nameRu: row.refusal_name_ru ?? '',
        nameEn: row.refusal_name_en ?? '',
      }
    : null,
  comment: row.comment,
  expectedOn: row.expected_on,
  custom: row.custom,
  openedAt: row.opened_at,
  stageAt: row.stage_at,
  closedAt: row.closed_at,
  houseMinor: row.house_minor,
  rateOn: row.rate_on,
  houseCurrency,
  version: row.version,
})

type HistoryLine = DealPage['history'][number]

export const presentDealHistory = (rows: LoggedRow[]): HistoryLine[] => rows.flatMap(presentLine)

const presentLine = (row: LoggedRow): HistoryLine[] => {
  const base = {
    at: row.at,
    actor: row.actor_id ? { id: row.actor_id, name: row.actor_name ?? '' } : null,
    move: null,
    from: null,
    to: null,
    changed: [],
  }
  if (row.kind === dealOpened.kind) return [{ ...base, kind: 'opened' }]
  if (row.kind === dealEdited.kind) {
    return [{ ...base, kind: 'edited', changed: dealEdited.data.parse(row.data).changed }]
  }
  if (row.kind !== dealMoved.kind) return []
  const { move, from, to } = dealMoved.data.parse(row.data)
  return [{ ...base, kind: 'moved', move: move as HistoryLine['move'], from, to }]
}
