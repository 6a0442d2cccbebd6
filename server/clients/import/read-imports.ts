/** The imports there were, one of them, and the rows of its file. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import {
  type ClientImport,
  type ImportRow,
  ROWS_PAGE,
  type RowVerdict,
} from '#shared/clients/import/import.contract.ts'
import type { RowChoice } from '#shared/clients/import/judge-row.ts'
import { importFor, mayImport, movedOn } from './import.policy.ts'
import { presentImport, presentRow } from './import.present.ts'
import { holdImport, pageOfImports } from './import.store.ts'
import { chooseRow, pageOfRows } from './staged-row.store.ts'

const PAGE = 20

export const listImports = async (
  { db, clock }: Platform,
  actor: Actor,
  after: string | undefined,
): Promise<{ imports: ClientImport[]; next: string | null }> => {
  mayImport(actor)
  const found = await pageOfImports(db, { after, limit: PAGE })
  const page = found.slice(0, PAGE)
  return {
    imports: page.map((record) => presentImport(record, clock.now())),
    next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

/** @throws 404, 403 */
export const readImport = async ({ db, clock }: Platform, actor: Actor, id: string): Promise<ClientImport> =>
  presentImport(await importFor(db, actor, id), clock.now())

/** @throws 404, 403 */
export const readImportRows = async (
  { db }: Platform,
  actor: Actor,
  id: string,
  query: { of: RowVerdict | 'kept' | 'refused'; after: number },
): Promise<{ rows: ImportRow[]; next: string | null }> => {
  await importFor(db, actor, id)
  const found = await pageOfRows(db, id, { ...query, limit: ROWS_PAGE + 1 })
  const page = found.slice(0, ROWS_PAGE)
  return {
    rows: page.map(presentRow),
    next: found.length > ROWS_PAGE ? String(page.at(-1)?.line) : null,
  }
}

/** @throws 409 `import_moved`: it is being applied already; 404, 403 */
export const chooseForRow = async (
  { db }: Platform,
  actor: Actor,
  { importId, line, choice }: { importId: string; line: number; choice: RowChoice | null },
): Promise<ImportRow> => {
  await importFor(db, actor, importId)
  return inTransaction(db, async (trx) => {
    if (!(await holdImport(trx, importId, 'checked'))) throw await movedOn(trx, importId)
    const row = await chooseRow(trx, importId, line, choice)
    if (!row) throw notFound('row', String(line))
    return presentRow(row)
  })
}
