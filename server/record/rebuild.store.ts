/** SQL of a record made anew. */
import type { Database, Trx } from '#server/platform/database.ts'

const fresh = 'record_lines_fresh'

/** An empty table of the record's shape; one that an interrupted rebuild left behind is thrown away. */
export const makeFresh = async (db: Database): Promise<string> => {
  await db.raw('drop table if exists ??', [fresh])
  await db.raw('create table ?? (like record_lines including all)', [fresh])
  return fresh
}

export const dropFresh = async (db: Database, table: string): Promise<void> => {
  await db.raw('drop table if exists ??', [table])
}

/** The old record goes with its faults: the rebuild names those that remain. */
export const putFreshInPlace = async (trx: Trx, table: string): Promise<void> => {
  await trx.raw('drop table record_lines')
  await trx.raw('alter table ?? rename to record_lines', [table])
  await trx('record_faults').delete()
}
