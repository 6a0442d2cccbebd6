/** Administration of users. */
import { reachOf } from '#server/platform/actor.ts'
import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as contract from '#shared/identity/user.contract.ts'
import { deactivateUser, reactivateUser } from './deactivate-user.ts'
import { editUser, USER, userState } from './edit-user.ts'
import { inviteAgain, inviteUser } from './invite-user.ts'
import { signOutUser } from './sign-out-user.ts'
import { findManaged, findReadableUser } from './user.policy.ts'
import { listActiveColleagues, listUsersWithin } from './user.store.ts'

export const userRoutes = (platform: Platform): Route[] => [
  handle(contract.listUsers, ({ actor, query }) =>
    listUsersWithin(platform.db, reachOf(actor, 'user.read'), {
      ...query,
      active: query.active === undefined ? undefined : query.active === 'true',
    }),
  ),
  handle(contract.readOneUser, ({ actor, params }) => findReadableUser(platform.db, actor, params.id)),
  handle(contract.listColleagues, async () => ({ colleagues: await listActiveColleagues(platform.db) })),
  handle(contract.addUser, ({ actor, body }) => inviteUser(platform, actor, body)),
  handle(contract.editUser, ({ actor, params, body }) => editUser(platform, actor, params.id, body)),
  ...versionRoutes(platform.db, {
    endpoints: contract.userVersions,
    find: async (actor, { id }) => ({
      kind: USER,
      subjectId: id,
      state: userState(await findManaged(platform.db, actor, id)),
    }),
    edit: (actor, { id }, { version, state, restores }) =>
      editUser(platform, actor, id, readInput(contract.editUser.body!, { version, ...state }), restores),
  }),
  handle(contract.deactivateUser, ({ actor, params, body }) =>
    deactivateUser(platform, actor, params.id, body.version),
  ),
  handle(contract.reactivateUser, ({ actor, params, body }) =>
    reactivateUser(platform, actor, params.id, body.version),
  ),
  handle(contract.inviteAgain, ({ actor, params }) => inviteAgain(platform, actor, params.id)),
  handle(contract.endUserSessions, async ({ actor, params }) => {
    await signOutUser(platform, actor, params.id)
    return undefined
  }),
]
