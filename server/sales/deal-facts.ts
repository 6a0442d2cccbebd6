/** A deal as the log and the card's timeline tell of it. */

import { writeTimeline } from '#server/clients/index.ts'
import type { Trx } from '#server/platform/database.ts'
import type { DealFacts } from '#shared/sales/deal.events.ts'
import type { DealRow } from './deal.store.ts'
import { toHouse } from './rate.store.ts'

/** The dimensions and the money as they are at `at`: what is counted later is counted by these. */
export const factsOf = async (trx: Trx, row: DealRow, at: number): Promise<DealFacts> => ({
  number: row.number,
  clientId: row.client_id,
  interactionId: row.interaction_id,
  managerId: row.manager_id,
  departmentId: row.department_id,
  marketId: row.market_id,
  country: row.country,
  region: row.region,
  industry: row.industry,
  source: row.source,
  productId: row.product_id,
  productGroupId: row.product_group_id,
  quantity: row.quantity,
  amountMinor: row.amount_minor,
  currency: row.currency,
  ...(await toHouse(trx, { amountMinor: row.amount_minor, currency: row.currency }, at)),
})

export const showOnCard = (trx: Trx, row: DealRow): Promise<void> =>
  writeTimeline(trx, {
    clientId: row.client_id,
    at: row.opened_at,
    kind: 'deal',
    subjectId: row.id,
    ownerId: row.manager_id,
    summary: {
      number: row.number,
      state: row.state,
      amountMinor: row.amount_minor,
      currency: row.currency,
      productRu: row.product_name_ru,
      productEn: row.product_name_en,
    },
  })
