/** Administration of roles. */

import type { Actor } from '#server/platform/actor.ts'
import { HubError } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/identity/role.contract.ts'
import { addRole, editRole, removeRole } from './edit-role.ts'
import { listAllRoles } from './role.store.ts'

/** Roles belong to the whole hub: a narrower grant does not reach them. */
const mustManageAll = (actor: Actor): void => {
  if (actor.grants.get('role.manage') !== 'all')
    throw new HubError('denied', 403, { permission: 'role.manage' })
}

export const roleRoutes = (platform: Platform): Route[] => [
  handle(contract.listRoles, async () => ({ roles: await listAllRoles(platform.db) })),
  handle(contract.addRole, ({ actor, body }) => {
    mustManageAll(actor)
    return addRole(platform, actor, body)
  }),
  handle(contract.editRole, ({ actor, params, body }) => {
    mustManageAll(actor)
    return editRole(platform, actor, params.id, body)
  }),
  handle(contract.removeRole, async ({ actor, params, query }) => {
    mustManageAll(actor)
    await removeRole(platform, actor, params.id, query.version)
    return undefined
  }),
]
