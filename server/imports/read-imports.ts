/** The imports there were of a kind, and the rows of the file of one. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { ROWS_PAGE } from '#shared/imports/import-file.contract.ts'
import type { ImportRecord } from './import.store.ts'
import { type ImportKind, importFor } from './import-kind.ts'
import type { RowsOf, StagedRow } from './staged-row.store.ts'

const PAGE = 20

/** Newest first. @throws 403 */
export const pageOfImports = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  db: Queryable,
  actor: Actor,
  after: string | undefined,
): Promise<{ imports: R[]; next: string | null }> => {
  kind.mayImport(actor)
  const found = await kind.store.pageOfImports(db, { after, limit: PAGE })
  const imports = found.slice(0, PAGE)
  return { imports, next: found.length > PAGE ? (imports.at(-1)?.id ?? null) : null }
}

/** In the order of the file. @throws 404, 403 */
export const pageOfRows = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  db: Queryable,
  actor: Actor,
  { id, ...query }: { id: string; of: RowsOf<NonNullable<Row['verdict']>>; after: number },
): Promise<{ rows: Row[]; next: string | null }> => {
  await importFor(kind, db, actor, id)
  const found = await kind.rows.pageOfRows(db, id, { ...query, limit: ROWS_PAGE + 1 })
  const rows = found.slice(0, ROWS_PAGE)
  return { rows, next: found.length > ROWS_PAGE ? String(rows.at(-1)?.line) : null }
}
