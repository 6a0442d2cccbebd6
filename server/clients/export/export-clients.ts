/** The cards as a file: personal data leaves the hub only so. */
import type { Response } from 'express'
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { headsIn } from '#shared/clients/import/columns.ts'
import { type ExportRow, readExportPage } from './export.store.ts'
import { type Cell, sendSheet } from './send-sheet.ts'

const KINDS = {
  ru: { company: 'компания', person: 'человек' },
  en: { company: 'company', person: 'person' },
}

const cellsOf = (row: ExportRow, language: 'ru' | 'en'): Cell[] => [
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
]

export const exportClients = async (
  platform: Platform,
  actor: Actor,
  { tags, sources, custom: filter }: { tags: string[]; sources: string[]; custom?: string | undefined },
  response: Response,
): Promise<typeof SENT> => {
  const { db } = platform
  const { language } = actor
  const custom = await customConditions(db, 'client', filter)
  const reaches = [reachOf(actor, 'client.export'), reachOf(actor, 'client.read')]
  return sendSheet(
    platform,
    actor,
    {
      action: 'client.export',
      file: 'clients.csv',
      thing: 'client',
      heads: headsIn(language),
      cellsOf: (row: ExportRow) => cellsOf(row, language),
      asked: { tags, ...(sources.length > 0 && { sources }), ...(filter && { custom: filter }) },
      pageAfter: (page) => readExportPage(db, reaches, { tags, sources, custom, ...page, language }),
    },
    response,
  )
}
