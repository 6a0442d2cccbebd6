/** Reads the beginning of the file again, by another encoding, delimiter or sheet. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { importStates } from '#shared/imports/import.state.ts'
import type { ImportReading } from '#shared/imports/import-file.contract.ts'
import { BadFile } from './file/bad-file.ts'
import { guessReading, readBeginning } from './file/open-table.ts'
import type { ImportRecord } from './import.store.ts'
import { importFile } from './import-files.ts'
import { type ImportKind, importFor, movedOn } from './import-kind.ts'
import { recallColumns } from './recall-columns.ts'
import type { StagedRow } from './staged-row.store.ts'

/** @throws 409 `import_moved`; 422 at `file`; 404, 403 */
export const rereadFile = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  { db, config }: Platform,
  actor: Actor,
  { id, reading: wish }: { id: string; reading: ImportReading },
): Promise<R> => {
  const record = await importFor(kind, db, actor, id)
  const file = { path: importFile(config, id), kind: record.file_kind }
  try {
    const { reading } = await guessReading(file.path, file.kind, dropNulls(wish))
    const { heads, samples } = await readBeginning({ ...file, reading })
    const { columns } = await recallColumns(kind, db, actor.userId, heads)
    const change = { reading, headers: heads, samples, columns }
    await inTransaction(db, async (trx) => {
      if (!(await kind.store.changeImport(trx, id, importStates.moves.map.from, change)))
        throw await movedOn(kind, trx, id)
    })
  } catch (error) {
    throw error instanceof BadFile ? invalid({ file: error.fault }) : error
  }
  return (await kind.store.findImport(db, id))!
}

const dropNulls = (wish: ImportReading): Partial<ImportReading> =>
  Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== null))
