/** The deals as a file: they leave the hub only so. */
import type { Response } from 'express'
import { type Cell, sendSheet } from '#server/clients/index.ts'
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { dealHeads, stageWords } from '#shared/sales/deal-sheet.ts'
import { decimalOf } from '#shared/sales/money.ts'
import { type DealFilter, type DealRow, sheetOfDeals } from './deal.store.ts'

const cellsOf = (row: DealRow, language: 'ru' | 'en'): Cell[] => {
  const decimal = (text: string | null) => (language === 'ru' ? (text?.replace('.', ',') ?? null) : text)
  const day = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return [
    row.id,
    row.number,
    row.client_name,
    stageWords[row.state][language],
    language === 'ru' ? row.product_name_ru : row.product_name_en,
    decimal(row.quantity),
    row.unit,
    decimal(decimalOf(row.amount_minor, row.currency)),
    row.currency,
    row.manager_name,
    day(row.opened_at),
    row.expected_on,
    day(row.closed_at),
    language === 'ru' ? row.refusal_name_ru : row.refusal_name_en,
    row.comment,
  ]
}

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
  return sendSheet(
    platform,
    actor,
    {
      action: 'deal.export',
      file: 'deals.csv',
      thing: 'deal',
      heads: dealHeads.map((head) => head[language]),
      cellsOf: (row: DealRow) => cellsOf(row, language),
      asked: Object.fromEntries(Object.entries({ ...wish, custom: asked }).filter(([, value]) => value)),
      pageAfter: (page) => sheetOfDeals(db, reaches, { ...wish, custom }, page),
    },
    response,
  )
}
