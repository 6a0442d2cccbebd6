/** Reads what a user may do: the widest scope of each permission over the roles, and the department with all below it. */
import type { Scope } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { Permission } from '#shared/identity/permissions.ts'

export type Rights = {
  name: string
  language: 'ru' | 'en'
  marketId: string | null
  roles: string[]
  grants: Record<string, Scope>
  departmentIds: string[]
  /** A role asks for a second factor and there is none. */
  lacksSecondFactor: boolean
}

/** What is open of it: nothing while a second factor is missing, unless an identity provider has vouched for its own. */
export const openGrants = (rights: Rights, byProvider: boolean): Record<string, Scope> =>
  rights.lacksSecondFactor && !byProvider ? {} : rights.grants

export const readRights = async (db: Queryable, userId: string): Promise<Rights | null> => {
  const { rows } = await db.raw<{ rows: Rights[] }>(
    `with recursive below as (
       select d.id from departments d join users u on u.department_id = d.id where u.id = :userId
       union
       select d.id from departments d join below b on d.parent_id = b.id
     ), widest as (
       select g.permission,
              (array_agg(g.scope order by array_position(array['all', 'market', 'department', 'own'], g.scope)))[1] as scope
         from user_roles ur join role_grants g on g.role_id = ur.role_id
        where ur.user_id = :userId
        group by g.permission
     )
     select u.name, u.language, u.market_id as "marketId",
            coalesce((select json_agg(r.code order by r.code)
                        from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id), '[]') as roles,
            coalesce((select json_object_agg(permission, scope) from widest), '{}') as grants,
            coalesce((select json_agg(id) from below), '[]') as "departmentIds",
            exists (select 1 from user_roles ur join roles r on r.id = ur.role_id
                     where ur.user_id = u.id and r.needs_second_factor and not u.service)
              and not exists (select 1 from second_factors f where f.user_id = u.id and f.state = 'on')
              as "lacksSecondFactor"
       from users u where u.id = :userId`,
    { userId },
  )
  return rows[0] ?? null
}

/** Everybody at work who holds the permission, whatever its scope. */
export const usersHolding = async (db: Queryable, permission: Permission): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select distinct u.id from users u
       join user_roles ur on ur.user_id = u.id
       join role_grants g on g.role_id = ur.role_id and g.permission = :permission
      where u.active order by u.id`,
    { permission },
  )
  return rows.map(({ id }) => id)
}
