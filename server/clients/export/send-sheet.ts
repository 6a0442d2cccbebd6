/** Rows as a file, streamed page by page: data leaves the hub only so, and the audit keeps who took how many. */
import type { Response } from 'express'
import { audit } from '#server/identity/index.ts'
import { listFields } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { drained } from '#server/platform/drained.ts'
import { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import { cellText, customColumns } from '#shared/organisation/custom-cell.ts'
import type { CustomThing } from '#shared/organisation/custom-field.contract.ts'
import type { CustomValues } from '#shared/organisation/custom-value.ts'
import { CSV_MARK, csvLine } from '#shared/platform/safe-csv.ts'

const PAGE = 500

export type Cell = string | number | null

export type Sheet<Row> = {
  /** The permission that it is taken with; the audit keeps it under the same name. */
  action: Permission
  /** Whose added fields follow the cells of each row. */
  thing: CustomThing
  file: string
  heads: readonly string[]
  /** What it is narrowed by, as the audit keeps it. */
  told: object
  /** In an order that no edit changes, after the id given. */
  page: (after: string | null, limit: number) => Promise<Row[]>
  cells: (row: Row) => Cell[]
}

/** CSV in the reader's language. Audited before the first byte, and once more with the count when all has been sent. */
export const sendSheet = async <Row extends { id: string; custom: CustomValues }>(
  { db, clock }: Platform,
  actor: Actor,
  { action, thing, file, heads, told, page: readPage, cells }: Sheet<Row>,
  response: Response,
): Promise<typeof SENT> => {
  const { language } = actor
  const added = customColumns(await listFields(db, thing), thing, language)
  const lineOf = (row: Row) =>
    csvLine([
      ...cells(row),
      ...added.map(({ field }) => cellText(field, row.custom[field.id] ?? null, language)),
    ])
  const note = (outcome: 'ok' | 'failed', data: object) =>
    audit(db, { at: clock.now(), actorId: actor.userId, action, outcome, data: { ...told, ...data } })
  await note('ok', { step: 'begun' })
  headersOf(file, response)
  response.write(CSV_MARK + csvLine([...heads, ...added.map(({ head }) => head)]))
  let rows = 0
  for (let after: string | null = null; !response.destroyed; ) {
    const page = await readPage(after, PAGE)
    // Gone while the page was read: nobody would say that there is room again.
    if (response.destroyed) break
    rows += page.length
    // Who reads slowly is not read ahead for.
    if (!response.write(page.map(lineOf).join(''))) await drained(response)
    if (page.length < PAGE) break
    after = page.at(-1)!.id
  }
  await note(response.destroyed ? 'failed' : 'ok', { step: 'ended', rows })
  response.end()
  return SENT
}

/** A table that was counted already, whole, under the same audit. Its rows are few. */
export const sendTable = async (
  { db, clock }: Platform,
  actor: Actor,
  {
    action,
    file,
    told,
    heads,
    rows,
  }: Pick<Sheet<never>, 'action' | 'file' | 'told'> & { heads: readonly Cell[]; rows: readonly Cell[][] },
  response: Response,
): Promise<typeof SENT> => {
  const data = { ...told, rows: rows.length }
  await audit(db, { at: clock.now(), actorId: actor.userId, action, outcome: 'ok', data })
  headersOf(file, response)
  response.end(CSV_MARK + [heads, ...rows].map(csvLine).join(''))
  return SENT
}

const headersOf = (file: string, response: Response): void => {
  response.setHeader('content-type', 'text/csv; charset=utf-8')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader('content-disposition', `attachment; filename="${file}"`)
}

/** A decimal as a spreadsheet of that language takes for a number: `12,5` or `12.5`. */
export const decimalCell = (text: string | null, language: 'ru' | 'en'): string | null =>
  language === 'ru' ? (text?.replace('.', ',') ?? null) : text

/** @param at epoch ms */
export const timeCell = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString()
