/** Rows as a file, streamed page by page: a list leaves the hub only so, and the audit keeps who took how many. */
import type { Response } from 'express'
import { audit } from '#server/identity/index.ts'
import { listFields } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { drained } from '#server/platform/drained.ts'
import { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { CSV_MARK, csvLine } from '#shared/clients/safe-csv.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import { cellText, customColumns } from '#shared/organisation/custom-cell.ts'
import type { CustomThing } from '#shared/organisation/custom-field.contract.ts'
import type { CustomValues } from '#shared/organisation/custom-value.ts'

const PAGE = 500

type Row = { id: string; custom: CustomValues }
export type Cell = string | number | null
export type Sheet<R extends Row> = {
  /** What it is audited as. */
  action: Permission
  /** `deals.csv` */
  file: string
  /** Whose own fields stand in the last columns. */
  thing: CustomThing
  heads: readonly string[]
  cellsOf: (row: R) => Cell[]
  /** What it was narrowed by, as the audit keeps it. */
  asked: object
  /** In the order of their ids, after the one given. */
  pageAfter: (page: { after: string | null; limit: number }) => Promise<R[]>
}

/** CSV in the actor's language. Audited before the first byte, and once more with the count when all has been sent. */
export const sendSheet = async <R extends Row>(
  { db, clock }: Platform,
  actor: Actor,
  { action, file, thing, heads, cellsOf, asked, pageAfter }: Sheet<R>,
  response: Response,
): Promise<typeof SENT> => {
  const { language } = actor
  const columns = customColumns(await listFields(db, thing), thing, language)
  const lineOf = (row: R) =>
    csvLine([
      ...cellsOf(row),
      ...columns.map(({ field }) => cellText(field, row.custom[field.id] ?? null, language)),
    ])
  const note = (outcome: 'ok' | 'failed', data: object) =>
    audit(db, { at: clock.now(), actorId: actor.userId, action, outcome, data: { ...asked, ...data } })
  await note('ok', { step: 'begun' })
  response.setHeader('content-type', 'text/csv; charset=utf-8')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader('content-disposition', `attachment; filename="${file}"`)
  response.write(CSV_MARK + csvLine([...heads, ...columns.map(({ head }) => head)]))
  let rows = 0
  for (let after: string | null = null; !response.destroyed; ) {
    const page: R[] = await pageAfter({ after, limit: PAGE })
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
