/** What leaves the server of a card. */
import type { Market } from '#shared/clients/card.contract.ts'
import type { TimelineItem } from '#shared/clients/timeline.contract.ts'
import type { TimelineRow } from './timeline.store.ts'

export const presentItem = (row: TimelineRow): TimelineItem => ({
  at: row.at,
  kind: row.kind,
  subjectId: row.subject_id,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  summary: row.summary,
})

export const presentMarket = (row: {
  market_id: string
  market_code: string
  market_name_ru: string
  market_name_en: string
}): Market => ({
  id: row.market_id,
  code: row.market_code,
  name: { ru: row.market_name_ru, en: row.market_name_en },
})
