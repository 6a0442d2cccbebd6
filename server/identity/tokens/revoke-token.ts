/** Ends a token at once: the next request with it is refused. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tokenRevoked } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { findManaged } from '../users/user.policy.ts'
import { writeRevoked } from './token.store.ts'

/** Of oneself, or of a user whom one manages; 404 for any other, and for one that was revoked. */
export const revokeToken = (
  platform: Platform,
  actor: Actor,
  token: { id: string; userId: string },
): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    if (token.userId !== actor.userId) await findManaged(trx, actor, token.userId)
    const now = platform.clock.now()
    if (!(await writeRevoked(trx, token, { actorId: actor.userId, now }))) throw notFound('token', token.id)
    await appendEvent(trx, tokenRevoked, {
      subjectId: token.userId,
      actorId: actor.userId,
      at: now,
      data: { tokenId: token.id },
    })
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'token.revoke',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: token.userId,
      data: { token: token.id },
    })
  })
