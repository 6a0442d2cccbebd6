/** A kind of thing that files bring in: its tables, its words for the log and the audit, who may, and what a row may say. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { ImportColumn } from '#shared/imports/heads.ts'
import type { ImportMove, ImportState } from '#shared/imports/import.state.ts'
import type { RowFault } from '#shared/imports/import-file.contract.ts'
import type { EventDefinition } from '#shared/platform/event.ts'
import type { ImportRecord, ImportStore } from './import.store.ts'
import type { StagedRow, StagedRowStore } from './staged-row.store.ts'

export type ImportKind<R extends ImportRecord = ImportRecord, Row extends StagedRow = StagedRow> = {
  store: ImportStore<R>
  rows: StagedRowStore<Row>
  uploaded: EventDefinition<string, object>
  moved: EventDefinition<string, { move: ImportMove; to: ImportState }>
  /** As the audit calls an import of it, and what is done with one. */
  subject: string
  actions: { apply: string; undo: string }
  /** @throws 403 `denied` */
  mayImport(actor: Actor): void
  /** What a column of a file may be, with the fields that an administrator added. */
  columnsNow(db: Queryable): Promise<readonly ImportColumn[]>
  /** A column without which no file makes sense, and the code of its lack. */
  needed: { column: string; fault: string }
  faultText(fault: RowFault, heads: readonly string[], language: 'ru' | 'en'): string
}

/** @throws 404, 403 */
export const importFor = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  db: Queryable,
  actor: Actor,
  id: string,
): Promise<R> => {
  kind.mayImport(actor)
  const found = await kind.store.findImport(db, id)
  if (!found) throw notFound('import', id)
  return found
}

/** Somebody else, or the worker, has moved it on. */
export const movedOn = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  db: Queryable,
  id: string,
) => conflict('import_moved', { state: (await kind.store.findImport(db, id))?.state })
