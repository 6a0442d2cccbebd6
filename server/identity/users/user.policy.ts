/** Who may do what to which user. */
import { isClosedDepartment } from '#server/organisation/index.ts'
import type { Actor, Reach } from '#server/platform/actor.ts'
import { reachOf } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { HubError, invalid, notFound } from '#server/platform/errors.ts'
import { powersBeyond } from '#shared/identity/powers.ts'
import type { UserView } from '#shared/identity/user.contract.ts'
import { grantsOfRoles } from '../roles/role.store.ts'
import { readUsersWithin, readUserWithin } from './user.store.ts'

/** Nobody hands out, or reaches into, powers they do not hold: 403 `beyond_own_rights`. */
export const mustHoldPowersOf = async (db: Queryable, actor: Actor, roles: string[]): Promise<void> => {
  const beyond = powersBeyond(actor.grants, await grantsOfRoles(db, roles))
  if (beyond.length > 0) throw new HubError('beyond_own_rights', 403, { permissions: beyond })
}

/** A user within the manager's reach whose powers are not above the manager's; 404 outside. */
export const findManaged = async (db: Queryable, actor: Actor, id: string): Promise<UserView> => {
  const user = await readUserWithin(db, id, reachOf(actor, 'user.manage'))
  if (!user) throw notFound('user', id)
  await mustHoldPowersOf(db, actor, user.roles)
  return user
}

/** Each of them, as `findManaged` finds one. */
export const findAllManaged = async (db: Queryable, actor: Actor, ids: string[]): Promise<UserView[]> => {
  const users = await readUsersWithin(db, ids, reachOf(actor, 'user.manage'))
  const missing = ids.find((id) => !users.some((user) => user.id === id))
  if (missing) throw notFound('user', missing)
  await mustHoldPowersOf(db, actor, [...new Set(users.flatMap(({ roles }) => roles))])
  return users
}

/** A user within the reader's reach; 404 outside. */
export const findReadableUser = async (db: Queryable, actor: Actor, id: string): Promise<UserView> => {
  const user = await readUserWithin(db, id, reachOf(actor, 'user.read'))
  if (!user) throw notFound('user', id)
  return user
}

/** A manager of a department or a market keeps users inside it. */
export const mustStayWithin = (
  actor: Actor,
  place: { departmentId?: string | null; marketId?: string | null },
): void => {
  const reach: Reach = reachOf(actor, 'user.manage')
  if (reach.kind === 'all') return
  if (reach.kind === 'own') throw new HubError('denied', 403, { permission: 'user.manage' })
  if (reach.kind === 'market' && place.marketId !== undefined && place.marketId !== reach.marketId) {
    throw invalid({ marketId: 'beyond_own_market' })
  }
  if (
    reach.kind === 'department' &&
    place.departmentId !== undefined &&
    (place.departmentId === null || !reach.departmentIds.includes(place.departmentId))
  ) {
    throw invalid({ departmentId: 'beyond_own_department' })
  }
}

/** Nobody comes into a department that is closed: 422 at `departmentId`. */
export const mustBeOpen = async (trx: Trx, departmentId: string | null | undefined): Promise<void> => {
  if (departmentId && (await isClosedDepartment(trx, departmentId)))
    throw invalid({ departmentId: 'closed_department' })
}
