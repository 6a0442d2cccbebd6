/** The cards as a file. */
import type { Response } from 'express'
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { headsIn } from '#shared/clients/import/columns.ts'
import { type ExportRow, readExportPage } from './export.store.ts'
import { type Cell, sendSheet, timeCell } from './send-sheet.ts'

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
  timeCell(row.created_at),
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
  const sheet = {
    action: 'client.export',
    thing: 'client',
    file: 'clients.csv',
    heads: headsIn(language),
    told: { tags, ...(sources.length > 0 && { sources }), ...(filter && { custom: filter }) },
    page: (after: string | null, limit: number) =>
      readExportPage(db, reaches, { tags, sources, custom, after, limit, language }),
    cells: (row: ExportRow) => cellsOf(row, language),
  } as const
  return sendSheet(platform, actor, sheet, response)
}
