/** From `Authorization: Bearer` to an actor: its user's rights of this moment, cut down to what was chosen. */
import type { Actor } from '#server/platform/actor.ts'
import { HubError } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { TOKEN_PREFIX } from '#shared/identity/token.contract.ts'
import { grantsInside } from '#shared/identity/token-grants.ts'
import { sha256 } from '../secret.ts'
import { actorOf, lacksSecondFactor } from '../sessions/authenticate.ts'
import { findLiveToken, markTokenUsed } from './token.store.ts'

const badToken = () => new HubError('bad_token', 401)

/** The token of the header, or undefined when there is no such header. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^bearer +(.+)$/i.exec(header?.trim() ?? '')?.[1]

/**
 * Throws 401 `bad_token`: unknown, expired, revoked, or of somebody who may make no tokens any more. The actor's
 * `sessionId` is the token's id: what is about sessions is closed to tokens.
 */
export const authenticateToken = async (
  platform: Platform,
  token: string,
  address: string,
): Promise<{ actor: Actor; lacksSecondFactor: boolean }> => {
  const now = platform.clock.now()
  const found = token.startsWith(TOKEN_PREFIX) ? await findLiveToken(platform.db, sha256(token), now) : null
  const owner = found && (await actorOf(platform, found))
  if (!found || !owner) throw badToken()
  const lacks = lacksSecondFactor(owner)
  if (!found.service && !lacks && !owner.grants.has('token.make')) throw badToken()
  await markTokenUsed(platform.db, found, address, now)
  const grants = grantsInside(Object.fromEntries(owner.grants), found.grants)
  return { actor: { ...owner, grants: new Map(Object.entries(grants)) }, lacksSecondFactor: lacks }
}
