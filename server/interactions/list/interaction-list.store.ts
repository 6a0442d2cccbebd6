/** SQL of the list of interactions and of the file of it. */
import type { Knex } from 'knex'
import { whereCustom } from '#server/organisation/index.ts'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { withinReach, withinReaches } from '#server/platform/reach.ts'
import type { InteractionNarrowing } from '#shared/interactions/interaction-list.contract.ts'
import type { CustomCondition } from '#shared/organisation/custom-filter.ts'
import { type ReadableRow, reachColumns, withNames } from '../readable.store.ts'

export type Narrowing = Omit<InteractionNarrowing, 'custom'> & { custom: readonly CustomCondition[] }

const narrowed = (
  query: Knex.QueryBuilder,
  reaches: readonly Reach[],
  filter: Narrowing,
): Knex.QueryBuilder => {
  withinReaches(query, reaches, reachColumns)
  if (filter.from !== undefined) query.where('i.arrived_at', '>=', new Date(filter.from))
  if (filter.to !== undefined) query.where('i.arrived_at', '<=', new Date(filter.to))
  if (filter.channel) query.where('i.channel', filter.channel)
  if (filter.direction) query.where('i.direction', filter.direction)
  if (filter.queue) query.where('i.queue_id', filter.queue)
  if (filter.agent) query.where('i.agent_id', filter.agent)
  if (filter.disposition) query.where('i.disposition_id', filter.disposition)
  if (filter.search) {
    const name = anywhere(filter.search)
    query.whereIn('i.client_id', (ids: Knex.QueryBuilder) =>
      ids.select('id').from('clients').whereILike('name', name),
    )
  }
  whereCustom(query, 'i.custom', filter.custom)
  return query
}

/**
 * The latest first, by `interactions_arrived`.
 * @param page `after`: the last row of the page before, `<arrived_at epoch ms>_<id>`
 */
export const listInteractionRows = async (
  q: Queryable,
  reach: Reach,
  filter: Narrowing,
  page: { after: string | undefined; limit: number },
): Promise<ReadableRow[]> => {
  const query = narrowed(withNames(q), [reach], filter)
  if (page.after) {
    const [at, id] = page.after.split('_')
    query.whereRaw('(i.arrived_at, i.id) < (?::timestamptz, ?::uuid)', [new Date(Number(at)), id as string])
  }
  return query
    .orderBy([
      { column: 'i.arrived_at', order: 'desc' },
      { column: 'i.id', order: 'desc' },
    ])
    .limit(page.limit)
}

/** In the order they came, after the one given: what comes meanwhile pushes none of them. */
export const sheetOfInteractions = async (
  q: Queryable,
  reaches: readonly Reach[],
  filter: Narrowing,
  page: { after: string | null; limit: number },
): Promise<ReadableRow[]> => {
  const query = narrowed(withNames(q), reaches, filter).orderBy('i.id').limit(page.limit)
  if (page.after) query.where('i.id', '>', page.after)
  return query
}

type Agent = { id: string; name: string }

export const agentsWithin = (q: Queryable, reach: Reach): Promise<Agent[]> =>
  q('users')
    .whereExists((own: Knex.QueryBuilder) =>
      withinReach(
        own.select(q.raw('1')).from('interactions as i').whereRaw('i.agent_id = users.id'),
        reach,
        reachColumns,
      ),
    )
    .orderBy('name')
    .select<Agent[]>('id', 'name')
