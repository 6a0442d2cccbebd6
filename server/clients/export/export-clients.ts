/** The cards as a file, streamed: personal data leaves the hub only so, and the audit keeps who took how many. */
import type { Response } from 'express'
import { audit } from '#server/identity/index.ts'
import { customConditions, listFields } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { drained } from '#server/platform/drained.ts'
import { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { headsIn } from '#shared/clients/import/columns.ts'
import { CSV_MARK, csvLine } from '#shared/clients/safe-csv.ts'
import { cellText, customColumns } from '#shared/organisation/custom-cell.ts'
import type { CustomField } from '#shared/organisation/custom-field.contract.ts'
import { type ExportRow, readExportPage } from './export.store.ts'

const PAGE = 500

const KINDS = {
  ru: { company: 'компания', person: 'человек' },
  en: { company: 'company', person: 'person' },
}

const cellsOf = (row: ExportRow, added: CustomField[], language: 'ru' | 'en'): (string | null)[] => [
  row.id,
  KINDS[language][row.kind],
  row.name,
  row.market,
  row.country,
  row.region,
  row.industry,
  row.source,
  row.tax_number,
  row.language,
  row.manager,
  row.phones.join(', '),
  row.emails.join(', '),
  row.others.join(', '),
  row.persons.join('; '),
  row.tags.join(', '),
  new Date(row.created_at).toISOString(),
  ...added.map((field) => cellText(field, row.custom[field.id] ?? null, language)),
]

/** Audited before the first byte, and once more with the count when all has been sent. */
export const exportClients = async (
  platform: Platform,
  actor: Actor,
  { tags, sources, custom: filter }: { tags: string[]; sources: string[]; custom?: string | undefined },
  response: Response,
): Promise<typeof SENT> => {
  const { db, clock } = platform
  const { language } = actor
  const custom = await customConditions(db, 'client', filter)
  const columns = customColumns(await listFields(db, 'client'), 'client', language)
  const added = columns.map(({ field }) => field)
  const reaches = [reachOf(actor, 'client.export'), reachOf(actor, 'client.read')]
  const note = (outcome: 'ok' | 'failed', data: object) =>
    audit(db, {
      at: clock.now(),
      actorId: actor.userId,
      action: 'client.export',
      outcome,
      data: { tags, ...(sources.length > 0 && { sources }), ...(filter && { custom: filter }), ...data },
    })
  await note('ok', { step: 'begun' })
  response.setHeader('content-type', 'text/csv; charset=utf-8')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader('content-disposition', 'attachment; filename="clients.csv"')
  response.write(CSV_MARK + csvLine([...headsIn(language), ...columns.map(({ head }) => head)]))
  let rows = 0
  for (let after: string | null = null; !response.destroyed; ) {
    const page = await readExportPage(db, reaches, { tags, sources, custom, after, limit: PAGE, language })
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
