/**
 * SQL that gathers a card. The counts read the tables of claims, deals and tasks directly: those rooms come later in
 * the arrows and can't be imported, a count needs none of their rules, and a copy kept here could go wrong.
 */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { VisibleKind } from './timeline.policy.ts'

export type CardCounts = { openClaims: number; openDeals: number; openTasks: number; interactions: number }

const COUNTED = {
  claim: { as: 'openClaims', table: 'claims', owner: 'it.handler_id', open: 'it.closed_at is null' },
  deal: { as: 'openDeals', table: 'deals', owner: 'it.manager_id', open: 'it.closed_at is null' },
  task: { as: 'openTasks', table: 'tasks', owner: 'it.owner_id', open: "it.state in ('open', 'taken')" },
  interaction: { as: 'interactions', table: 'interactions', owner: 'it.agent_id', open: 'true' },
} as const
type Counted = keyof typeof COUNTED

/** What the timeline would not show is not counted either. */
export const countOf = async (
  db: Queryable,
  clientId: string,
  visible: VisibleKind[],
): Promise<CardCounts> => {
  const kinds = Object.keys(COUNTED) as Counted[]
  const counts = kinds.map((kind) => {
    const reach = visible.find((one) => one.kind === kind)?.reach
    return [COUNTED[kind].as, reach ? countQuery(db, clientId, kind, reach) : db.raw('0')]
  })
  return (await db.select(Object.fromEntries(counts)).first()) as CardCounts
}

const countQuery = (db: Queryable, clientId: string, kind: Counted, reach: Reach): Knex.QueryBuilder => {
  const { table, owner, open } = COUNTED[kind]
  return db(`${table} as it`)
    .join('clients', 'clients.id', 'it.client_id')
    .where('it.client_id', clientId)
    .whereRaw(open)
    .where((mine: Knex.QueryBuilder) => {
      mine.where((within) =>
        withinReach(within.whereRaw('true'), reach, { owner, market: 'clients.market_id' }),
      )
      if (kind === 'task') mine.orWhereNull(owner)
    })
    .count()
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
