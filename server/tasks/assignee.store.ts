/** SQL of who may be given a task. Reads tables of identity and routing; changes none. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { Permission, Scope } from '#shared/identity/permissions.ts'

/** Users who hold a permission, in at least one of the scopes. */
const holding = (query: Knex.QueryBuilder, permission: Permission, scopes?: Scope[]): void => {
  query.whereExists((roles) => {
    roles
      .from('user_roles')
      .join('role_grants', 'role_grants.role_id', 'user_roles.role_id')
      .whereRaw('user_roles.user_id = users.id')
      .where('role_grants.permission', permission)
    if (scopes) roles.whereIn('role_grants.scope', scopes)
  })
}

const assignees = (db: Queryable, reach: Reach) =>
  withinReach(
    db('users')
      .where('users.active', true)
      .where((query) => holding(query, 'task.work')),
    reach,
    { owner: 'users.id', market: 'users.market_id' },
  )

export const isAssignee = async (db: Queryable, reach: Reach, userId: string): Promise<boolean> =>
  (await assignees(db, reach).where('users.id', userId).first('users.id')) !== undefined

export const listAssignees = async (db: Queryable, reach: Reach): Promise<{ id: string; name: string }[]> =>
  assignees(db, reach).orderBy(['users.name', 'users.id']).select('users.id', 'users.name')

/** Those who look after queues; where nobody does, all who may assign any task. */
export const listSupervisors = async (db: Queryable): Promise<string[]> => {
  const assigning = () =>
    db('users')
      .where('users.active', true)
      .where((query) => holding(query, 'task.assign', ['all']))
  const looking = await assigning()
    .where((query) => holding(query, 'agent.supervise'))
    .pluck('users.id')
  return looking.length > 0 ? looking : assigning().pluck('users.id')
}

export const queueExists = async (db: Queryable, queueId: string): Promise<boolean> =>
  (await db('queues').where({ id: queueId, active: true }).first('id')) !== undefined

/** Countries that a number without a code may be of: the client's, its market's, the reader's market's. */
export const regionsOf = async (
  db: Queryable,
  known: { clientId: string | null; marketId: string | null },
): Promise<string[]> => {
  const client = known.clientId
    ? await db('clients')
        .join('markets', 'markets.id', 'clients.market_id')
        .where('clients.id', known.clientId)
        .first<{ country: string | null; default_region: string } | undefined>(
          'clients.country',
          'markets.default_region',
        )
    : undefined
  const own = known.marketId
    ? await db('markets').where({ id: known.marketId }).first<{ default_region: string } | undefined>()
    : undefined
  const regions = [client?.country, client?.default_region, own?.default_region]
  return [...new Set(regions.filter((region): region is string => Boolean(region)))]
}
