/** Makes a token with a part of its user's rights; it is shown once, and only its hash is kept. */
import type { Actor, Scope } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { TOKEN_PREFIX, type TokenView } from '#shared/identity/token.contract.ts'
import { mayChoose } from '#shared/identity/token-grants.ts'
import { tokenMade } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { newToken, sha256 } from '../secret.ts'
import { readRights } from '../sessions/rights.store.ts'
import { lockUser } from '../users/credentials.store.ts'
import { findManaged } from '../users/user.policy.ts'
import { countLiveTokens, insertToken, readToken } from './token.store.ts'

const DAY_MS = 86_400_000
/** Live at once, for one user: more are forgotten ones. */
const MOST = 20
const MARK_SIGNS = 6

export type TokenForm = { name: string; expiresInDays: number; grants: Partial<Record<string, Scope>> }
export type MadeToken = { token: string; view: TokenView }

/** 422 `grants.<permission>: beyond_own_rights`; 409 `too_many_tokens`. */
export const makeOwnToken = (platform: Platform, actor: Actor, form: TokenForm): Promise<MadeToken> =>
  inTransaction(platform.db, (trx) => make(platform, trx, actor, actor.userId, form))

/** For a service user: 409 `not_service_user` for a person, who makes their own. */
export const makeUserToken = (
  platform: Platform,
  actor: Actor,
  userId: string,
  form: TokenForm,
): Promise<MadeToken> =>
  inTransaction(platform.db, async (trx) => {
    const user = await findManaged(trx, actor, userId)
    if (!user.service) throw conflict('not_service_user')
    if (!user.active) throw conflict('deactivated')
    return make(platform, trx, actor, userId, form)
  })

const make = async (
  platform: Platform,
  trx: Trx,
  actor: Actor,
  userId: string,
  form: TokenForm,
): Promise<MadeToken> => {
  await lockUser(trx, userId)
  const grants = form.grants as Record<string, Scope>
  const held = (await readRights(trx, userId))?.grants ?? {}
  const beyond = Object.entries(grants).filter(([permission, scope]) => !mayChoose(held[permission], scope))
  if (beyond.length > 0)
    throw invalid(
      Object.fromEntries(beyond.map(([permission]) => [`grants.${permission}`, 'beyond_own_rights'])),
    )
  const now = platform.clock.now()
  if ((await countLiveTokens(trx, userId, now)) >= MOST) throw conflict('too_many_tokens', { most: MOST })
  const token = TOKEN_PREFIX + newToken()
  const id = await insertToken(trx, {
    userId,
    name: form.name,
    tokenHash: sha256(token),
    mark: token.slice(0, TOKEN_PREFIX.length + MARK_SIGNS),
    grants,
    madeBy: actor.userId,
    now,
    expiresAt: now + form.expiresInDays * DAY_MS,
  })
  await appendEvent(trx, tokenMade, {
    subjectId: userId,
    actorId: actor.userId,
    at: now,
    data: { tokenId: id },
  })
  await audit(trx, {
    at: now,
    actorId: actor.userId,
    action: 'token.make',
    outcome: 'ok',
    subjectKind: 'user',
    subjectId: userId,
    data: { token: id, name: form.name, grants, days: form.expiresInDays },
  })
  return { token, view: await readToken(trx, id) }
}
