/** An administrator takes a lost phone's second factor away; whoever used it is signed out and written to. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { findManaged } from '../users/user.policy.ts'
import { leaveTrace } from './leave-trace.ts'
import { deleteSecondFactor } from './second-factor.store.ts'

/** One's own goes by password and code only: 409 `own_second_factor`. */
export const resetSecondFactor = (platform: Platform, actor: Actor, userId: string): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    await findManaged(trx, actor, userId)
    if (userId === actor.userId) throw conflict('own_second_factor')
    if (!(await deleteSecondFactor(trx, userId))) throw conflict('second_factor_off')
    const now = platform.clock.now()
    await endSessions(trx, { userId }, { reason: 'second-factor-reset', actorId: actor.userId, now })
    await leaveTrace(trx, { userId, how: 'reset', actorId: actor.userId, now })
  })
