/** An administrator hands a user a one-time code, by voice or on paper. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { audit } from '../audit/audit.store.ts'
import { findManaged } from '../users/user.policy.ts'
import { makeReset } from './make-reset.ts'

/** The present password stays until the code is used. 409 `deactivated`, `service_user`. */
export const handOutCode = (
  platform: Platform,
  actor: Actor,
  userId: string,
): Promise<{ code: string; expiresAt: number }> =>
  inTransaction(platform.db, async (trx) => {
    const user = await findManaged(trx, actor, userId)
    if (user.service) throw conflict('service_user')
    if (!user.active) throw conflict('deactivated')
    const now = platform.clock.now()
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'password.code',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: userId,
    })
    return makeReset(trx, { userId, purpose: 'code', madeBy: actor.userId, now })
  })
