/** A signed-in user changes their password; their other sessions end. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { passwordFault } from '#shared/identity/password.policy.ts'
import { passwordChanged } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { lockCredentials, writePassword } from '../users/credentials.store.ts'
import { hashPassword } from './hash-password.ts'
import { provePassword } from './prove-password.ts'
import { voidResets } from './reset.store.ts'

export const changePassword = async (
  platform: Platform,
  actor: Actor,
  entry: { current: string; next: string; address: string },
): Promise<void> => {
  const { credentials: before, takeBack } = await provePassword(platform, actor, {
    password: entry.current,
    field: 'current',
    action: 'password.change',
    address: entry.address,
  })
  await takeBack()
  const fault = passwordFault(entry.next, before.email)
  if (fault) throw invalid({ next: fault })
  const passwordHash = await hashPassword(entry.next)
  await inTransaction(platform.db, async (trx) => {
    const now = platform.clock.now()
    const present = await lockCredentials(trx, actor.userId)
    if (present?.passwordHash !== before.passwordHash) throw conflict('password_changed_meanwhile')
    await writePassword(trx, actor.userId, passwordHash)
    await voidResets(trx, { userId: actor.userId }, now)
    await endSessions(
      trx,
      { userId: actor.userId, except: actor.sessionId },
      { reason: 'password-changed', actorId: actor.userId, now },
    )
    await appendEvent(trx, passwordChanged, {
      subjectId: actor.userId,
      actorId: actor.userId,
      at: now,
      data: { how: 'own' },
    })
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'password.change',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: actor.userId,
      address: entry.address,
    })
  })
}
