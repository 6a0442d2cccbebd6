/** SQL of the list of clients: by their names, page by page. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { FoundRow } from './search.store.ts'

export type ListFilter = { tags: string[] }

const listed = (db: Queryable, reach: Reach, filter: ListFilter): Knex.QueryBuilder => {
  const query = withinReach(db('clients'), reach, {
    owner: 'clients.manager_id',
    market: 'clients.market_id',
  })
  query.whereNull('clients.merged_into')
  for (const tag of filter.tags) {
    query.whereIn('clients.id', (bearing: Knex.QueryBuilder) =>
      bearing.select('client_id').from('client_tags').where('tag_id', tag),
    )
  }
  return query
}

/** @param page `after`: the id of the last client of the page before; a row more than `limit` tells of another page */
export const readPage = async (
  db: Queryable,
  reach: Reach,
  filter: ListFilter,
  page: { after?: string; limit: number },
): Promise<FoundRow[]> => {
  const query = listed(db, reach, filter)
    .join('markets', 'markets.id', 'clients.market_id')
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .orderBy(['clients.search', 'clients.id'])
    .limit(page.limit + 1)
  if (page.after) {
    query.whereRaw('(clients.search, clients.id) > (select search, id from clients where id = ?)', [
      page.after,
    ])
  }
  return query.select({
    id: 'clients.id',
    name: 'clients.name',
    kind: 'clients.kind',
    provisional: 'clients.provisional',
    market_id: 'markets.id',
    market_code: 'markets.code',
    market_name_ru: 'markets.name_ru',
    market_name_en: 'markets.name_en',
    manager_name: 'manager.name',
  })
}

export const countListed = async (db: Queryable, reach: Reach, filter: ListFilter): Promise<number> => {
  const row = await listed(db, reach, filter).count({ count: '*' }).first<{ count: number }>()
  return row.count
}
