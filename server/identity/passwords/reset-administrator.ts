/** Lets a locked-out administrator back in, from the machine's own console: with a lost phone too. */
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { audit } from '../audit/audit.store.ts'
import { clearTries } from '../limits/attempt.store.ts'
import { listAdministrators } from '../roles/role.store.ts'
import { leaveTrace } from '../second-factor/leave-trace.ts'
import { deleteSecondFactor } from '../second-factor/second-factor.store.ts'
import { makeReset } from './make-reset.ts'

export type AdministratorReset =
  | { kind: 'code'; email: string; name: string; code: string; expiresAt: number }
  /** No such administrator, or several and none named: these there are. */
  | { kind: 'choose'; administrators: { email: string; name: string }[] }

/** Without an e-mail: the only administrator. What held their sign-in up is cleared away, a second factor too. */
export const resetAdministrator = (
  platform: Platform,
  email: string | undefined,
): Promise<AdministratorReset> =>
  inTransaction(platform.db, async (trx) => {
    const administrators = await listAdministrators(trx)
    const wanted = email?.trim().toLowerCase()
    const matching = wanted
      ? administrators.filter((one) => one.email.toLowerCase() === wanted)
      : administrators
    const [chosen] = matching
    if (!chosen || matching.length > 1) {
      return { kind: 'choose', administrators: administrators.map(({ email, name }) => ({ email, name })) }
    }
    const now = platform.clock.now()
    const made = await makeReset(trx, { userId: chosen.id, purpose: 'code', madeBy: null, now })
    await clearTries(trx, chosen.email.toLowerCase())
    if (await deleteSecondFactor(trx, chosen.id)) {
      const data = { from: 'console' }
      await leaveTrace(trx, { userId: chosen.id, how: 'reset', actorId: null, data, now })
    }
    await audit(trx, {
      at: now,
      actorId: null,
      action: 'password.code',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: chosen.id,
      data: { from: 'console' },
    })
    return { kind: 'code', email: chosen.email, name: chosen.name, ...made }
  })
