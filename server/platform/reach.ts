/** Puts an actor's reach into a query, so that what is not theirs is never read (invariant 11). */
import type { Knex } from 'knex'
import type { Reach } from './actor.ts'

/** `owner` is the column of the responsible user, `market` the column of the market; both qualified. */
export const withinReach = <Q extends Knex.QueryBuilder>(
  query: Q,
  reach: Reach,
  columns: { owner: string; market: string },
): Q => {
  if (reach.kind === 'all') return query
  if (reach.kind === 'own') return query.where(columns.owner, reach.userId) as Q
  if (reach.kind === 'market') {
    return query.where((either) => {
      either.where(columns.owner, reach.userId)
      // Whoever has no market does not reach what has none.
      if (reach.marketId !== null) either.orWhere(columns.market, reach.marketId)
    }) as Q
  }
  return query.where((either) =>
    either
      .where(columns.owner, reach.userId)
      .orWhereIn(columns.owner, (users: Knex.QueryBuilder) =>
        users.select('id').from('users').whereIn('department_id', reach.departmentIds),
      ),
  ) as Q
}

/** Within every one of them: a file holds what may both be seen and taken along. */
export const withinReaches = <Q extends Knex.QueryBuilder>(
  query: Q,
  reaches: readonly Reach[],
  columns: { owner: string; market: string },
): Q => reaches.reduce((within, reach) => withinReach(within, reach, columns), query)
