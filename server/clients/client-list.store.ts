/** SQL of the list of clients: by their names, page by page. */
import type { Knex } from 'knex'
import type { Queryable } from '#server/platform/database.ts'
import { type FoundRow, joinCard, reachable, type Within } from './search.store.ts'

const listed = (db: Queryable, within: Within): Knex.QueryBuilder =>
  reachable(db('clients'), within).whereNull('clients.merged_into').whereNull('clients.erased_at')

/** @param page `after`: the id of the last client of the page before; a row more than `limit` tells of another page */
export const readPage = async (
  db: Queryable,
  within: Within,
  page: { after?: string; limit: number },
): Promise<FoundRow[]> => {
  const query = joinCard(listed(db, within))
    .orderBy(['clients.search', 'clients.id'])
    .limit(page.limit + 1)
  if (page.after) {
    query.whereRaw('(clients.search, clients.id) > (select search, id from clients where id = ?)', [
      page.after,
    ])
  }
  return query
}

export const countListed = async (db: Queryable, within: Within): Promise<number> => {
  const row = await listed(db, within).count({ count: '*' }).first<{ count: number }>()
  return row.count
}
