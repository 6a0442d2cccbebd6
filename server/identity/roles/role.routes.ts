/** Administration of roles. */

import type { Actor } from '#server/platform/actor.ts'
import { readInput } from '#server/platform/bad-input.ts'
import { HubError, notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import { rightsLost } from '#shared/identity/rights-lost.ts'
import * as contract from '#shared/identity/role.contract.ts'
import { addRole, editRole, removeRole, roleState } from './edit-role.ts'
import { listAllRoles, readRole, signedInHolders } from './role.store.ts'

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
  handle(contract.previewRole, async ({ actor, params, body }) => {
    mustManageAll(actor)
    const role = await readRole(platform.db, params.id)
    if (!role) throw notFound('role', params.id)
    const holders = await signedInHolders(platform.db, params.id, platform.clock.now())
    return { signedIn: holders.length, losing: rightsLost(holders, role.grants, body.grants) }
  }),
  ...versionRoutes(platform.db, {
    endpoints: contract.roleVersions,
    find: async (actor, { id }) => {
      mustManageAll(actor)
      const role = await readRole(platform.db, id)
      if (!role) throw notFound('role', id)
      return { kind: 'role', subjectId: id, state: roleState(role) }
    },
    edit: (actor, { id }, { version, state, restores }) =>
      editRole(platform, actor, id, readInput(contract.editRole.body!, { version, ...state }), restores),
  }),
]
