/** The only SQL of users and who holds which role. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { UserView } from '#shared/identity/user.contract.ts'

const PAGE = 100

const base = (db: Queryable): Knex.QueryBuilder =>
  db('users').select({
    id: 'users.id',
    name: 'users.name',
    email: 'users.email',
    language: 'users.language',
    departmentId: 'users.department_id',
    marketId: 'users.market_id',
    active: 'users.active',
    createdAt: 'users.created_at',
    version: 'users.version',
    service: 'users.service',
    invited: db.raw(
      `users.password_hash is null and not users.service
         and not exists (select 1 from provider_subjects p where p.user_id = users.id)`,
    ),
    secondFactor: db.raw(
      "exists (select 1 from second_factors f where f.user_id = users.id and f.state = 'on')",
    ),
    roles: db.raw(
      `coalesce((select json_agg(r.code order by r.code) from user_roles ur join roles r on r.id = ur.role_id
                  where ur.user_id = users.id), '[]')`,
    ),
    lastSeenAt: db.raw(
      '(select max(s.last_seen_at) from sessions s where s.user_id = users.id and s.ended_at is null)',
    ),
  })

const columns = { owner: 'users.id', market: 'users.market_id' }

export const readUser = async (db: Queryable, id: string): Promise<UserView | undefined> =>
  (await base(db).where('users.id', id))[0]

export const readUserWithin = async (
  db: Queryable,
  id: string,
  reach: Reach,
): Promise<UserView | undefined> => (await withinReach(base(db), reach, columns).where('users.id', id))[0]

export const readUsersWithin = (db: Queryable, ids: string[], reach: Reach): Promise<UserView[]> =>
  withinReach(base(db), reach, columns).whereIn('users.id', ids) as unknown as Promise<UserView[]>

export type UserFilter = { search?: string; active?: boolean; role?: string; after?: string }

/** By name, then id; a page of 100 and the id to go on from. */
export const listUsersWithin = async (
  db: Queryable,
  reach: Reach,
  filter: UserFilter,
): Promise<{ users: UserView[]; next: string | null }> => {
  const query = withinReach(base(db), reach, columns)
  if (filter.search) {
    const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
    query.where((either) => either.whereILike('users.name', pattern).orWhereILike('users.email', pattern))
  }
  if (filter.active !== undefined) query.where('users.active', filter.active)
  if (filter.role) {
    query.whereIn('users.id', (ids: Knex.QueryBuilder) =>
      ids
        .select('user_roles.user_id')
        .from('user_roles')
        .join('roles', 'roles.id', 'user_roles.role_id')
        .where('roles.code', filter.role),
    )
  }
  if (filter.after) {
    query.whereRaw('(users.name, users.id) > (select name, id from users where id = ?)', [filter.after])
  }
  const rows: UserView[] = await query.orderBy(['users.name', 'users.id']).limit(PAGE + 1)
  const users = rows.slice(0, PAGE)
  return { users, next: rows.length > PAGE ? users.at(-1)!.id : null }
}

export type Colleague = { id: string; name: string; departmentId: string | null; roles: string[] }

export const listActiveColleagues = (db: Queryable): Promise<Colleague[]> =>
  db('users')
    .where({ 'users.active': true, 'users.service': false })
    .orderBy('users.name')
    .select({
      id: 'users.id',
      name: 'users.name',
      departmentId: 'users.department_id',
      roles: db.raw(
        `coalesce((select json_agg(r.code order by r.code) from user_roles ur
                     join roles r on r.id = ur.role_id where ur.user_id = users.id), '[]')`,
      ),
    })

export type UserColumns = {
  email?: string
  name?: string
  language?: 'ru' | 'en'
  department_id?: string | null
  market_id?: string | null
  active?: boolean
}

/** Writes if the version is still the one that was read. */
export const updateUser = async (
  trx: Trx,
  id: string,
  version: number,
  columnsToSet: UserColumns,
): Promise<boolean> => {
  const changed = await trx('users')
    .where({ id, version })
    .update({ ...columnsToSet, version: trx.raw('version + 1') })
  return changed === 1
}

/** For what other rooms keep of a user (skills, queues): true if the version is still the one that was read. */
export const claimUserVersion = (trx: Trx, id: string, version: number): Promise<boolean> =>
  updateUser(trx, id, version, {})

/** Those whose version was not the given one any more; the others' is raised. Held in the order of their ids. */
export const claimUserVersions = async (
  trx: Trx,
  wanted: readonly { id: string; version: number }[],
): Promise<string[]> => {
  const ids = wanted.map(({ id }) => id)
  const rows = await trx('users').whereIn('id', ids).orderBy('id').forNoKeyUpdate().select('id', 'version')
  const present = new Map<string, number>(rows.map(({ id, version }) => [id, version]))
  const stale = wanted.filter(({ id, version }) => present.get(id) !== version).map(({ id }) => id)
  if (stale.length === 0) await bumpUsers(trx, ids)
  return stale
}

/** Marks users of whom something was changed from the other end: their skills, their queues, what they may do. */
export const bumpUsers = async (trx: Trx, ids: string[]): Promise<void> => {
  if (ids.length > 0)
    await trx('users')
      .whereIn('id', [...ids].sort())
      .increment('version', 1)
}

/** The user's roles become exactly these. Returns false when one of them does not exist. */
export const replaceRoles = async (trx: Trx, userId: string, codes: string[]): Promise<boolean> => {
  const roles = await trx('roles').whereIn('code', codes).select<{ id: string }[]>('id')
  if (roles.length !== new Set(codes).size) return false
  await trx('user_roles').where('user_id', userId).delete()
  if (roles.length > 0) {
    await trx('user_roles').insert(roles.map(({ id }) => ({ user_id: userId, role_id: id })))
  }
  return true
}

/** False when it is the user's language already. */
export const writeLanguage = async (trx: Trx, userId: string, language: 'ru' | 'en'): Promise<boolean> => {
  const changed = await trx('users')
    .where({ id: userId })
    .whereNot({ language })
    .update({ language, version: trx.raw('version + 1') })
  return changed > 0
}

/** Names of active users in a department itself, not below it. */
export const peopleIn = (db: Queryable, departmentId: string): Promise<string[]> =>
  db('users').where({ department_id: departmentId, active: true }).orderBy('name').pluck('name')
