/** A user ends sessions of their own. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { EndReason } from '#shared/identity/session.events.ts'
import { audit } from '../audit/audit.store.ts'
import { endSessions } from './end-sessions.ts'

/** Returns how many were still open. */
export const signOut = (
  platform: Platform,
  actor: Actor,
  which: { only?: string; except?: string },
  reason: EndReason,
): Promise<number> =>
  inTransaction(platform.db, async (trx) => {
    const now = platform.clock.now()
    const ended = await endSessions(
      trx,
      { userId: actor.userId, ...which },
      { reason, actorId: actor.userId, now },
    )
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'sign-out',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: actor.userId,
      data: { reason, sessions: ended },
    })
    return ended
  })
