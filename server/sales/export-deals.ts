/** The deals as a file. */
import type { Response } from 'express'
import { type Cell, decimalCell, sendSheet, timeCell } from '#server/clients/index.ts'
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { dealHeads, stageWords } from '#shared/sales/deal-sheet.ts'
import { decimalOf } from '#shared/sales/money.ts'
import { type DealFilter, type DealRow, sheetOfDeals } from './deal.store.ts'

const cellsOf = (row: DealRow, language: 'ru' | 'en'): Cell[] => [
  row.id,
  row.number,
  row.client_name,
  stageWords[row.state][language],
  language === 'ru' ? row.product_name_ru : row.product_name_en,
  decimalCell(row.quantity, language),
  row.unit,
  decimalCell(decimalOf(row.amount_minor, row.currency), language),
  row.currency,
  row.manager_name,
  timeCell(row.opened_at),
  row.expected_on,
  timeCell(row.closed_at),
  language === 'ru' ? row.refusal_name_ru : row.refusal_name_en,
  row.comment,
]

type Wish = Omit<DealFilter, 'custom' | 'after' | 'limit'> & { custom?: string | undefined }

export const exportDeals = async (
  platform: Platform,
  actor: Actor,
  { custom: asked, ...wish }: Wish,
  response: Response,
): Promise<typeof SENT> => {
  const { db } = platform
  const { language } = actor
  const custom = await customConditions(db, 'deal', asked)
  const reaches = [reachOf(actor, 'deal.export'), reachOf(actor, 'deal.read')]
  const sheet = {
    action: 'deal.export',
    thing: 'deal',
    file: 'deals.csv',
    heads: dealHeads.map((head) => head[language]),
    told: Object.fromEntries(Object.entries({ ...wish, custom: asked }).filter(([, value]) => value)),
    page: (after: string | null, limit: number) =>
      sheetOfDeals(db, reaches, { ...wish, custom }, { after, limit }),
    cells: (row: DealRow) => cellsOf(row, language),
  } as const
  return sendSheet(platform, actor, sheet, response)
}
