/** The only SQL of roles and their grants. */
import type { Knex } from 'knex'
import type { Scope } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { wider } from '#shared/identity/permissions.ts'
import type { Holder } from '#shared/identity/rights-lost.ts'
import type { RoleView } from '#shared/identity/role.contract.ts'
import type { SeededRole } from '#shared/identity/seeded-roles.ts'

const base = (db: Queryable): Knex.QueryBuilder =>
  db('roles').select({
    id: 'roles.id',
    code: 'roles.code',
    nameRu: 'roles.name_ru',
    nameEn: 'roles.name_en',
    version: 'roles.version',
    needsSecondFactor: 'roles.needs_second_factor',
    grants: db.raw(
      `coalesce((select json_object_agg(g.permission, g.scope order by g.permission) from role_grants g
                  where g.role_id = roles.id), '{}')`,
    ),
    holders: db.raw('(select count(*) from user_roles ur where ur.role_id = roles.id)'),
  })

export const listAllRoles = (db: Queryable): Promise<RoleView[]> =>
  base(db).orderBy('roles.id') as Promise<RoleView[]>

export const readRole = async (db: Queryable, id: string): Promise<RoleView | undefined> =>
  (await base(db).where('roles.id', id))[0]

/** The widest scope of each permission over several roles. */
export const grantsOfRoles = async (db: Queryable, codes: string[]): Promise<Record<string, Scope>> => {
  const rows = await db('role_grants as g')
    .join('roles', 'roles.id', 'g.role_id')
    .whereIn('roles.code', codes)
    .orderByRaw("array_position(array['own', 'department', 'market', 'all'], g.scope)")
    .select<{ permission: string; scope: Scope }[]>('g.permission', 'g.scope')
  return Object.fromEntries(rows.map(({ permission, scope }) => [permission, scope]))
}

/** People with an open session who hold the role, and what their other roles give them; by name. */
export const signedInHolders = async (db: Queryable, roleId: string, now: number): Promise<Holder[]> => {
  const { rows } = await db.raw<{ rows: { name: string; others: [string, Scope][] }[] }>(
    `select u.name,
            coalesce((select json_agg(json_build_array(g.permission, g.scope)) from user_roles o
                        join role_grants g on g.role_id = o.role_id
                       where o.user_id = u.id and o.role_id <> :roleId), '[]') as others
       from users u join user_roles ur on ur.user_id = u.id and ur.role_id = :roleId
      where u.active and exists (select 1 from sessions s where s.user_id = u.id and s.ended_at is null
                                   and s.expires_at > :now)
      order by u.name, u.id`,
    { roleId, now: new Date(now) },
  )
  return rows.map(({ name, others }) => ({ name, others: widest(others) }))
}

const widest = (grants: [string, Scope][]): Record<string, Scope> => {
  const held: Record<string, Scope> = {}
  for (const [permission, scope] of grants) held[permission] = wider(held[permission] ?? scope, scope)
  return held
}

export const insertRole = async (
  trx: Trx,
  role: { code: string; nameRu: string; nameEn: string; needsSecondFactor?: boolean | undefined },
): Promise<string> => {
  const [row] = await trx('roles')
    .insert({
      code: role.code,
      name_ru: role.nameRu,
      name_en: role.nameEn,
      needs_second_factor: role.needsSecondFactor ?? false,
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

export const updateRole = async (
  trx: Trx,
  id: string,
  version: number,
  role: { nameRu: string; nameEn: string; needsSecondFactor?: boolean | undefined },
): Promise<boolean> => {
  const changed = await trx('roles')
    .where({ id, version })
    .update({
      name_ru: role.nameRu,
      name_en: role.nameEn,
      ...(role.needsSecondFactor !== undefined && { needs_second_factor: role.needsSecondFactor }),
      version: trx.raw('version + 1'),
    })
  return changed === 1
}

export const replaceGrants = async (
  trx: Trx,
  roleId: string,
  grants: Record<string, Scope>,
): Promise<void> => {
  await trx('role_grants').where('role_id', roleId).delete()
  const rows = Object.entries(grants).map(([permission, scope]) => ({ role_id: roleId, permission, scope }))
  if (rows.length > 0) await trx('role_grants').insert(rows)
}

export const deleteRole = async (trx: Trx, id: string, version: number): Promise<boolean> =>
  (await trx('roles').where({ id, version }).delete()) === 1

/** One change of rights at a time in the whole hub, so that each sees what the one before has left. */
export const lockRights = async (trx: Trx): Promise<void> => {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended('identity.rights', 0))")
}

/** Which of these permissions nobody who can sign in holds over all. */
export const permissionsWithoutHolder = async (trx: Trx, permissions: string[]): Promise<string[]> => {
  const { rows } = await trx.raw<{ rows: { permission: string }[] }>(
    `select wanted.permission from unnest(:permissions::text[]) as wanted(permission)
      where not exists (select 1 from role_grants g
                          join user_roles ur on ur.role_id = g.role_id
                          join users u on u.id = ur.user_id
                         where g.permission = wanted.permission and g.scope = 'all'
                           and u.active and u.password_hash is not null)`,
    { permissions },
  )
  return rows.map(({ permission }) => permission)
}

/** Active people who may manage all users; by name. */
export const listAdministrators = (db: Queryable): Promise<{ id: string; email: string; name: string }[]> =>
  db('users')
    .where({ active: true, service: false })
    .whereExists((grants: Knex.QueryBuilder) =>
      grants
        .from('role_grants as g')
        .join('user_roles as ur', 'ur.role_id', 'g.role_id')
        .whereRaw('ur.user_id = users.id')
        .where({ 'g.permission': 'user.manage', 'g.scope': 'all' }),
    )
    .orderBy('name')
    .select('id', 'email', 'name')

/** With its grants; one of that code which exists already is left as it is. */
export const insertMissingRole = async (trx: Trx, role: SeededRole): Promise<void> => {
  const [row] = await trx('roles')
    .insert({ code: role.code, name_ru: role.nameRu, name_en: role.nameEn })
    .onConflict('code')
    .ignore()
    .returning<{ id: string }[]>('id')
  if (!row) return
  await trx('role_grants').insert(
    Object.entries(role.grants).map(([permission, scope]) => ({ role_id: row.id, permission, scope })),
  )
}
