/** Reads the beginning of the file again, by another encoding, delimiter or sheet. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ClientImport, ImportReading } from '#shared/clients/import/import.contract.ts'
import { importStates } from '#shared/clients/import/import.state.ts'
import { BadFile } from './file/bad-file.ts'
import { guessReading, readBeginning } from './file/open-table.ts'
import { importFor, movedOn } from './import.policy.ts'
import { presentImport } from './import.present.ts'
import { changeImport, findImport } from './import.store.ts'
import { importFile } from './import-files.ts'
import { recallColumns } from './recall-columns.ts'

/** @throws 409 `import_moved`; 422 at `file`; 404, 403 */
export const rereadImport = async (
  platform: Platform,
  actor: Actor,
  id: string,
  wish: ImportReading,
): Promise<ClientImport> => {
  const { db, clock } = platform
  const record = await importFor(db, actor, id)
  const file = { path: importFile(platform.config, id), kind: record.file_kind }
  try {
    const { reading } = await guessReading(file.path, file.kind, dropNulls(wish))
    const { heads, samples } = await readBeginning({ ...file, reading })
    const { columns } = await recallColumns(db, actor.userId, heads)
    const change = { reading, headers: heads, samples, columns }
    await inTransaction(db, async (trx) => {
      if (!(await changeImport(trx, id, importStates.moves.map.from, change))) throw await movedOn(trx, id)
    })
  } catch (error) {
    throw error instanceof BadFile ? invalid({ file: error.fault }) : error
  }
  return presentImport((await findImport(db, id))!, clock.now())
}

const dropNulls = (wish: ImportReading): Partial<ImportReading> =>
  Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== null))
