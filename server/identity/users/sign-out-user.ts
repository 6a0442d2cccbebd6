/** An administrator signs a user out everywhere. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { audit } from '../audit/audit.store.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { findManaged } from './user.policy.ts'

export const signOutUser = (platform: Platform, actor: Actor, id: string): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    await findManaged(trx, actor, id)
    const now = platform.clock.now()
    const ended = await endSessions(
      trx,
      { userId: id },
      { reason: 'signed-out-everywhere', actorId: actor.userId, now },
    )
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'sign-out',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: id,
      data: { reason: 'by-administrator', sessions: ended },
    })
  })
