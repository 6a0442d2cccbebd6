/** What is to become of a row that may be of a card that there is. */
import { importFor, movedOn } from '#server/imports/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ImportRow } from '#shared/clients/import/import.contract.ts'
import type { RowChoice } from '#shared/clients/import/judge-row.ts'
import { clientsByFile } from './clients-by-file.ts'
import { presentRow } from './import.present.ts'
import { chooseRow } from './staged-row.store.ts'

/** @throws 409 `import_moved`: it is being applied already; 404, 403 */
export const chooseForRow = async (
  { db }: Platform,
  actor: Actor,
  { importId, line, choice }: { importId: string; line: number; choice: RowChoice | null },
): Promise<ImportRow> => {
  await importFor(clientsByFile, db, actor, importId)
  return inTransaction(db, async (trx) => {
    if (!(await clientsByFile.store.holdImport(trx, importId, 'checked')))
      throw await movedOn(clientsByFile, trx, importId)
    const row = await chooseRow(trx, importId, line, choice)
    if (!row) throw notFound('row', String(line))
    return presentRow(row)
  })
}
