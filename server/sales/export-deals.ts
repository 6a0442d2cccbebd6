/** The deals as a file, streamed page by page: they leave the hub only so, and the audit keeps who took how many. */
import type { Response } from 'express'
import { audit } from '#server/identity/index.ts'
import { customConditions, listFields } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { drained } from '#server/platform/drained.ts'
import { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { CSV_MARK, csvLine } from '#shared/clients/safe-csv.ts'
import { cellText, customColumns } from '#shared/organisation/custom-cell.ts'
import type { CustomField } from '#shared/organisation/custom-field.contract.ts'
import { dealHeads, stageWords } from '#shared/sales/deal-sheet.ts'
import { decimalOf } from '#shared/sales/money.ts'
import { type DealFilter, type DealRow, sheetOfDeals } from './deal.store.ts'

const PAGE = 500

const cellsOf = (row: DealRow, added: CustomField[], language: 'ru' | 'en'): (string | number | null)[] => {
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
    ...added.map((field) => cellText(field, row.custom[field.id] ?? null, language)),
  ]
}

type Wish = Omit<DealFilter, 'custom' | 'after' | 'limit'> & { custom?: string | undefined }

/** Audited before the first byte, and once more with the count when all has been sent. */
export const exportDeals = async (
  { db, clock }: Platform,
  actor: Actor,
  { custom: asked, ...wish }: Wish,
  response: Response,
): Promise<typeof SENT> => {
  const { language } = actor
  const custom = await customConditions(db, 'deal', asked)
  const columns = customColumns(await listFields(db, 'deal'), 'deal', language)
  const added = columns.map(({ field }) => field)
  const reaches = [reachOf(actor, 'deal.export'), reachOf(actor, 'deal.read')]
  const told = Object.fromEntries(Object.entries({ ...wish, custom: asked }).filter(([, value]) => value))
  const note = (outcome: 'ok' | 'failed', data: object) =>
    audit(db, {
      at: clock.now(),
      actorId: actor.userId,
      action: 'deal.export',
      outcome,
      data: { ...told, ...data },
    })
  await note('ok', { step: 'begun' })
  response.setHeader('content-type', 'text/csv; charset=utf-8')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader('content-disposition', 'attachment; filename="deals.csv"')
  const heads = [...dealHeads.map((head) => head[language]), ...columns.map(({ head }) => head)]
  response.write(CSV_MARK + csvLine(heads))
  let rows = 0
  for (let after: string | null = null; !response.destroyed; ) {
    const page: DealRow[] = await sheetOfDeals(db, reaches, { ...wish, custom }, { after, limit: PAGE })
    // Gone while the page was read: nobody would say that there is room again.
    if (response.destroyed) break
    rows += page.length
    const text = page.map((row) => csvLine(cellsOf(row, added, language))).join('')
    // Who reads slowly is not read ahead for.
    if (!response.write(text)) await drained(response)
    if (page.length < PAGE) break
    after = page.at(-1)!.id
  }
  await note(response.destroyed ? 'failed' : 'ok', { step: 'ended', rows })
  response.end()
  return SENT
}
