/** Which column of a file is what: as the same user said it for the same heads, else by the words of the heads. */
import { createHash } from 'node:crypto'
import { listFields } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import {
  type ClientColumn,
  guessColumns,
  headsText,
  importColumnsWith,
} from '#shared/clients/import/columns.ts'
import type { ImportDefaults } from '#shared/clients/import/import.contract.ts'
import { findMapping } from './import.store.ts'

/** By which a mapping is remembered. */
export const headsHash = (heads: readonly string[]): string =>
  createHash('sha256').update(headsText(heads)).digest('hex')

/** The card's own, and those of the fields that an administrator added. */
export const columnsNow = async (db: Queryable): Promise<readonly ClientColumn[]> =>
  importColumnsWith(await listFields(db, 'client'))

export const recallColumns = async (
  db: Queryable,
  userId: string,
  heads: readonly string[],
): Promise<{ columns: (string | null)[]; defaults: ImportDefaults | null }> => {
  const known = await findMapping(db, userId, headsHash(heads))
  const columns = await columnsNow(db)
  if (!known) return { columns: guessColumns(heads, columns), defaults: null }
  const codes = new Set(columns.map(({ code }) => code))
  return {
    // A field may have been archived since.
    columns: known.columns.map((code) => (code !== null && codes.has(code) ? code : null)),
    defaults: known.defaults,
  }
}
