/** SQL of the people around claims: who may handle one, whom a step of escalation tells. */
import type { Knex } from 'knex'
import type { Queryable } from '#server/platform/database.ts'

export type PersonRow = { id: string; name: string; email: string; language: 'ru' | 'en' }

/** Active users whose roles let them work claims of the market (of any market when none is given). */
const handlers = (q: Queryable, marketId: string | null): Knex.QueryBuilder =>
  q('users as u')
    .where('u.active', true)
    .whereExists((grant) =>
      grant
        .from('user_roles as ur')
        .join('role_grants as g', 'g.role_id', 'ur.role_id')
        .whereRaw('ur.user_id = u.id')
        .where('g.permission', 'claim.work')
        .where((reach) => {
          reach.where('g.scope', '<>', 'market')
          if (marketId) reach.orWhere('u.market_id', marketId)
          else reach.orWhereNotNull('u.market_id')
        })
        .select(q.raw('1')),
    )

const person = { id: 'u.id', name: 'u.name', email: 'u.email', language: 'u.language' }

export const listHandlers = (q: Queryable, marketId: string | null): Promise<PersonRow[]> =>
  handlers(q, marketId).orderBy('u.name').select(person)

export const mayHandle = async (q: Queryable, userId: string, marketId: string): Promise<boolean> =>
  Boolean(await handlers(q, marketId).where('u.id', userId).first('u.id'))

/** Active supervisors of the handler's department; all of them where it has none, or the claim no handler. */
export const leadsOf = async (q: Queryable, departmentId: string | null): Promise<string[]> => {
  const leads: { id: string; department_id: string | null }[] = await q('users as u')
    .join('user_roles as ur', 'ur.user_id', 'u.id')
    .join('roles as r', 'r.id', 'ur.role_id')
    .where({ 'r.code': 'supervisor', 'u.active': true })
    .select('u.id', 'u.department_id')
  const own = leads.filter((lead) => departmentId !== null && lead.department_id === departmentId)
  return (own.length > 0 ? own : leads).map(({ id }) => id)
}

/** Active users of these roles, and these users. */
export const listRecipients = (
  q: Queryable,
  wanted: { userIds: string[]; roleCodes: string[] },
): Promise<PersonRow[]> =>
  q('users as u')
    .where('u.active', true)
    .where((either) =>
      either
        .whereIn('u.id', wanted.userIds)
        .orWhereIn('u.id', (roles: Knex.QueryBuilder) =>
          roles
            .from('user_roles as ur')
            .join('roles as r', 'r.id', 'ur.role_id')
            .whereIn('r.code', wanted.roleCodes)
            .select('ur.user_id'),
        ),
    )
    .orderBy('u.id')
    .select(person)

export const namesOf = async (q: Queryable, ids: string[]): Promise<Map<string, string>> => {
  const rows = await q('users')
    .whereIn('id', [...new Set(ids)])
    .select<{ id: string; name: string }[]>('id', 'name')
  return new Map(rows.map((row) => [row.id, row.name]))
}

export const departmentOf = async (q: Queryable, userId: string): Promise<string | null> =>
  (await q('users').where({ id: userId }).first('department_id'))?.department_id ?? null
