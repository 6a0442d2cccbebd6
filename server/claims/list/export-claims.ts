/** The claims of the handlers’ list as a file. */
import type { Response } from 'express'
import { type Cell, decimalCell, sendSheet, timeCell } from '#server/clients/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { isBreached } from '#shared/claims/clock-standing.ts'
import { evidenceWords } from '#shared/claims/evidence/evidence-words.ts'
import type { ClaimFilterAsked } from '#shared/claims/list/claim-filter.contract.ts'
import {
  type ClaimColumnInSheet,
  claimHeads,
  claimSheetColumns,
  groundWords,
  remedyWords,
} from '#shared/claims/list/claim-sheet.ts'
import { flagCell } from '#shared/organisation/custom-cell.ts'
import { decimalOf } from '#shared/sales/money.ts'
import { type SheetClaim, type SheetLine, sheetOfClaims } from './claim-sheet.store.ts'
import { filterOf } from './list-claims.ts'

type Language = 'ru' | 'en'

/** Before its products are listed a claim is of the one it is counted by. */
const linesOf = (row: SheetClaim): SheetLine[] =>
  row.lines.length > 0
    ? row.lines
    : [{ nameRu: row.product_name_ru, nameEn: row.product_name_en, quantity: null, unit: null, batch: null }]

const cellsOfLines = (row: SheetClaim, language: Language) => {
  const lines = linesOf(row)
  // A part for each product, even an empty one: the parts of the four cells stand in one order.
  const joined = (part: (line: SheetLine) => string | null) =>
    lines.some(part) ? lines.map((line) => part(line) ?? '').join('; ') : null
  return {
    product: joined(({ nameRu, nameEn }) => (language === 'ru' ? nameRu : nameEn)),
    quantity: joined(({ quantity }) => decimalCell(quantity, language)),
    unit: joined(({ unit }) => unit),
    batch: joined(({ batch }) => batch),
  }
}

const cellsOf = (row: SheetClaim, language: Language, now: number): Record<ClaimColumnInSheet, Cell> => {
  const words = evidenceWords[language]
  const ru = language === 'ru'
  const money = (minor: number | null) =>
    minor === null || row.currency === null ? null : decimalCell(decimalOf(minor, row.currency), language)
  return {
    id: row.id,
    number: row.number,
    outerNumber: row.outer_number,
    client: row.client_name,
    market: ru ? row.market_name_ru : row.market_name_en,
    category: ru ? row.category_name_ru : row.category_name_en,
    severity: words.severities[row.severity] ?? row.severity,
    state: words.states[row.state] ?? row.state,
    handler: row.handler_name,
    ...cellsOfLines(row, language),
    deal: row.deal_number,
    invoice: row.invoice_number,
    order: row.order_number,
    claimed: money(row.claimed_minor),
    agreed: money(row.agreed_minor),
    currency: row.currency,
    opened: timeCell(row.opened_at),
    deadline: timeCell(row.deadline_at),
    stopped: timeCell(row.clock_stopped_at),
    breached: flagCell(isBreached(row.deadline_at, row.clock_stopped_at, now), language),
    urgency: row.urgency,
    escalations: row.escalations,
    answered: timeCell(row.answered_at),
    closed: timeCell(row.closed_at),
    closingGround: row.closing_ground && groundWords[row.closing_ground][language],
    cause: ru ? row.cause_name_ru : row.cause_name_en,
    remedySought: row.remedy_sought && remedyWords[row.remedy_sought][language],
    remedy: row.remedy && remedyWords[row.remedy][language],
    tags: row.tags.join(', '),
    description: row.description,
    findings: row.findings,
    answer: row.answer,
    grounds: row.grounds,
  }
}

/** What runs late is told by one moment for the whole file: that of its beginning. */
export const exportClaims = async (
  platform: Platform,
  actor: Actor,
  asked: ClaimFilterAsked,
  response: Response,
): Promise<typeof SENT> => {
  const { db, clock } = platform
  const { language } = actor
  const now = clock.now()
  const filter = await filterOf(db, actor, asked, now)
  const reaches = [reachOf(actor, 'claim.export'), reachOf(actor, 'claim.read')] as const
  const sheet = {
    action: 'claim.export',
    thing: 'claim',
    file: 'claims.csv',
    heads: claimSheetColumns.map((column) => claimHeads[column][language]),
    told: asked,
    page: (after: string | null, limit: number) => sheetOfClaims(db, reaches, filter, { after, limit }),
    cells: (row: SheetClaim) => {
      const cells = cellsOf(row, language, now)
      return claimSheetColumns.map((column) => cells[column])
    },
  } as const
  return sendSheet(platform, actor, sheet, response)
}
