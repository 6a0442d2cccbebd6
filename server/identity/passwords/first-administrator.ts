/** The first user of an empty hub, by the one-time code that was printed on its console. */
import { found } from '#server/organisation/index.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { passwordFault } from '#shared/identity/password.policy.ts'
import { userCreated } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { admitTry } from '../limits/admit-try.ts'
import { lockRights } from '../roles/role.store.ts'
import { seedRoles } from '../roles/seed-roles.ts'
import { sameSecret } from '../secret.ts'
import { createUser } from '../users/create-user.ts'
import { hasUsers } from '../users/credentials.store.ts'
import { hashPassword } from './hash-password.ts'

const LIMITS = { address: 10 }

export type FirstAdministrator = {
  code: string
  name: string
  email: string
  password: string
  language: 'ru' | 'en'
  market: { name: string; currency: string; zone: string; defaultRegion: string }
  department: string
  address: string
}

/** 409 `has_users` once there is anyone: of two at once one gets it. */
export const createFirstAdministrator = async (
  platform: Platform,
  entry: FirstAdministrator,
): Promise<void> => {
  const hasAny = () => conflict('has_users')
  if (await hasUsers(platform.db)) throw hasAny()
  const takeBack = await admitTry(
    platform,
    { kind: 'first-administrator', account: '', address: entry.address },
    LIMITS,
  )
  const code = platform.config.FIRST_ADMIN_CODE
  if (!code || !sameSecret(code, entry.code)) throw invalid({ code: 'bad_code' })
  await takeBack()
  const fault = passwordFault(entry.password, entry.email)
  if (fault) throw invalid({ password: fault })
  const passwordHash = await hashPassword(entry.password)
  await inTransaction(platform.db, async (trx) => {
    await lockRights(trx)
    if (await hasUsers(trx)) throw hasAny()
    const at = platform.clock.now()
    const { departmentId, marketId } = await found(trx, entry, at)
    await seedRoles(trx)
    const roles = ['administrator']
    const id = await createUser(trx, { ...entry, passwordHash, departmentId, marketId, roles })
    await appendEvent(trx, userCreated, { subjectId: id, actorId: null, at, data: { roles } })
    await audit(trx, {
      at,
      actorId: id,
      action: 'user.create-first',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: id,
      address: entry.address,
    })
  })
}
