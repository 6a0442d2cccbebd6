/** API tokens: one's own, and those of users whom one manages. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/identity/token.contract.ts'
import { addServiceUser } from '../users/add-service-user.ts'
import { findManaged } from '../users/user.policy.ts'
import { makeOwnToken, makeUserToken } from './make-token.ts'
import { revokeToken } from './revoke-token.ts'
import { listTokensOf } from './token.store.ts'

export const tokenRoutes = (platform: Platform): Route[] => [
  handle(contract.listOwnTokens, async ({ actor }) => ({
    tokens: await listTokensOf(platform.db, actor.userId),
  })),
  handle(contract.makeOwnToken, ({ actor, body }) => makeOwnToken(platform, actor, body)),
  handle(contract.revokeOwnToken, async ({ actor, params }) => {
    await revokeToken(platform, actor, { id: params.id, userId: actor.userId })
    return undefined
  }),
  handle(contract.listUserTokens, async ({ actor, params }) => {
    await findManaged(platform.db, actor, params.id)
    return { tokens: await listTokensOf(platform.db, params.id) }
  }),
  handle(contract.makeUserToken, ({ actor, params, body }) =>
    makeUserToken(platform, actor, params.id, body),
  ),
  handle(contract.revokeUserToken, async ({ actor, params }) => {
    await revokeToken(platform, actor, { id: params.tokenId, userId: params.id })
    return undefined
  }),
  handle(contract.addServiceUser, ({ actor, body }) => addServiceUser(platform, actor, body)),
]
