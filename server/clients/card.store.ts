/**
 * SQL that gathers a card. The counts read the tables of claims, deals and tasks directly: those rooms come later in
 * the arrows and can't be imported, a count needs none of their rules, and a copy kept here could go wrong.
 */
import type { Queryable } from '#server/platform/database.ts'

export type CardCounts = { openClaims: number; openDeals: number; openTasks: number; interactions: number }

export const countOf = async (db: Queryable, clientId: string): Promise<CardCounts> => {
  const { rows } = await db.raw<{ rows: CardCounts[] }>(
    `select (select count(*) from claims where client_id = :clientId and closed_at is null) as "openClaims",
            (select count(*) from deals where client_id = :clientId and closed_at is null) as "openDeals",
            (select count(*) from tasks where client_id = :clientId and state in ('open', 'taken')) as "openTasks",
            (select count(*) from interactions where client_id = :clientId) as "interactions"`,
    { clientId },
  )
  return rows[0]!
}

export type CardHead = {
  id: string
  name: string
  kind: 'company' | 'person'
  provisional: boolean
  language: 'ru' | 'en'
  market_id: string
  market_code: string
  market_name_ru: string
  market_name_en: string
  manager_id: string | null
  manager_name: string | null
}

/** Not held to reach: the caller has the client from an interaction that is the reader's own. */
export const readHead = async (db: Queryable, clientId: string): Promise<CardHead | undefined> =>
  db('clients')
    .join('markets', 'markets.id', 'clients.market_id')
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .where('clients.id', clientId)
    .first({
      id: 'clients.id',
      name: 'clients.name',
      kind: 'clients.kind',
      provisional: 'clients.provisional',
      language: 'clients.language',
      market_id: 'markets.id',
      market_code: 'markets.code',
      market_name_ru: 'markets.name_ru',
      market_name_en: 'markets.name_en',
      manager_id: 'manager.id',
      manager_name: 'manager.name',
    })
