/** A signed-in user changes their password; their other sessions end. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, invalid, unauthenticated } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { passwordFault } from '#shared/identity/password.policy.ts'
import { passwordChanged } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { admitTry } from '../limits/admit-try.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { lockCredentials, readCredentialsOf, writePassword } from '../users/credentials.store.ts'
import { hashPassword, passwordFits } from './hash-password.ts'
import { voidResets } from './reset.store.ts'

/** A stolen session must not become a place to guess the password. */
const LIMITS = { address: 40, account: 10 }

export const changePassword = async (
  platform: Platform,
  actor: Actor,
  entry: { current: string; next: string; address: string },
): Promise<void> => {
  const before = await readCredentialsOf(platform.db, actor.userId)
  if (!before) throw unauthenticated()
  const takeBack = await admitTry(
    platform,
    { kind: 'password-change', account: before.email, address: entry.address },
    LIMITS,
  )
  if (!(await passwordFits(before.passwordHash, entry.current))) {
    await audit(platform.db, trace(platform, actor, entry.address, 'failed'))
    throw invalid({ current: 'wrong_password' })
  }
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
    await audit(trx, trace(platform, actor, entry.address, 'ok'))
  })
}

const trace = (platform: Platform, actor: Actor, address: string, outcome: 'ok' | 'failed') => ({
  at: platform.clock.now(),
  actorId: actor.userId,
  action: 'password.change',
  outcome,
  subjectKind: 'user',
  subjectId: actor.userId,
  address,
})
