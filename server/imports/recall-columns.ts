/** Which column of a file is what: as the same user said it for the same heads, else by the words of the heads. */
import { createHash } from 'node:crypto'
import type { Queryable } from '#server/platform/database.ts'
import { guessHeads, headsText } from '#shared/imports/heads.ts'
import type { ImportRecord } from './import.store.ts'
import type { ImportKind } from './import-kind.ts'
import type { StagedRow } from './staged-row.store.ts'

/** By which a mapping is remembered. */
export const headsHash = (heads: readonly string[]): string =>
  createHash('sha256').update(headsText(heads)).digest('hex')

export const recallColumns = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  db: Queryable,
  userId: string,
  heads: readonly string[],
): Promise<{ columns: (string | null)[]; defaults: unknown }> => {
  const known = await kind.store.findMapping(db, userId, headsHash(heads))
  const columns = await kind.columnsNow(db)
  if (!known) return { columns: guessHeads(heads, columns), defaults: null }
  const codes = new Set(columns.map(({ code }) => code))
  return {
    // A field may have been archived since.
    columns: known.columns.map((code) => (code !== null && codes.has(code) ? code : null)),
    defaults: known.defaults,
  }
}
