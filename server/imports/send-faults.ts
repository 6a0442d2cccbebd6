/** The rows that were not taken, as a file: to be mended there and brought in again. */
import type { Response } from 'express'
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { drained } from '#server/platform/drained.ts'
import { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { commonFaults, faultWords } from '#shared/imports/fault-words.ts'
import { CSV_MARK, csvLine } from '#shared/platform/safe-csv.ts'
import type { ImportRecord } from './import.store.ts'
import { type ImportKind, importFor } from './import-kind.ts'
import type { StagedRow } from './staged-row.store.ts'

const PAGE = 500
const REASON = { ru: 'Что не так', en: 'What is wrong' }

/** @throws 404, 403 */
export const sendFaults = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  { db, clock }: Platform,
  actor: Actor,
  { importId, response }: { importId: string; response: Response },
): Promise<typeof SENT> => {
  const { headers } = await importFor(kind, db, actor, importId)
  const { language } = actor
  const reasonOf = ({ faults, outcome }: StagedRow): string =>
    outcome === 'refused'
      ? faultWords(commonFaults, 'refused', language)
      : (faults ?? []).map((fault) => kind.faultText(fault, headers, language)).join('; ')
  const lineOf = (row: StagedRow): string =>
    csvLine([...headers.map((_, at) => row.cells[at] ?? ''), reasonOf(row)])
  await audit(db, {
    at: clock.now(),
    actorId: actor.userId,
    action: kind.actions.apply,
    outcome: 'ok',
    subjectKind: kind.subject,
    subjectId: importId,
    data: { step: 'faults' },
  })
  response.setHeader('content-type', 'text/csv; charset=utf-8')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader('content-disposition', 'attachment; filename="not-imported.csv"')
  response.write(CSV_MARK + csvLine([...headers, REASON[language]]))
  for (const of of ['faulty', 'refused'] as const) {
    for (let after = 0; !response.destroyed; ) {
      const page = await kind.rows.pageOfRows(db, importId, { of, after, limit: PAGE })
      if (response.destroyed) break
      if (!response.write(page.map(lineOf).join(''))) await drained(response)
      if (page.length < PAGE) break
      after = page.at(-1)!.line
    }
  }
  response.end()
  return SENT
}
