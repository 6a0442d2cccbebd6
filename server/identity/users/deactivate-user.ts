/** Takes a user out of the hub, or back in. Their past stays theirs. */
import { isClosedDepartment } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { UserView } from '#shared/identity/user.contract.ts'
import { userDeactivated, userReactivated } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { forgetPlaces } from '../limits/attempt.store.ts'
import { voidResets } from '../passwords/reset.store.ts'
import { keepingAnAdministrator } from '../roles/last-administrator.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { findManaged } from './user.policy.ts'
import { readUser, updateUser } from './user.store.ts'

/** Asked for again it changes nothing. */
export const deactivateUser = (
  platform: Platform,
  actor: Actor,
  id: string,
  version: number,
): Promise<UserView> =>
  inTransaction(platform.db, (trx) =>
    keepingAnAdministrator(trx, async () => {
      const before = await findManaged(trx, actor, id)
      if (!before.active) return before
      if (!(await updateUser(trx, id, version, { active: false }))) {
        throw changedMeanwhile(before, { active: false })
      }
      const now = platform.clock.now()
      await endSessions(trx, { userId: id }, { reason: 'deactivated', actorId: actor.userId, now })
      await voidResets(trx, { userId: id }, now)
      await forgetPlaces(trx, id)
      await appendEvent(trx, userDeactivated, { subjectId: id, actorId: actor.userId, at: now, data: {} })
      await audit(trx, trace(actor, id, 'user.deactivate', now))
      return (await readUser(trx, id))!
    }),
  )

/** Throws 409 `closed_department`: it was closed while they were out, and nobody is in a closed one. */
export const reactivateUser = (
  platform: Platform,
  actor: Actor,
  id: string,
  version: number,
): Promise<UserView> =>
  inTransaction(platform.db, async (trx) => {
    const before = await findManaged(trx, actor, id)
    if (before.active) return before
    if (before.departmentId && (await isClosedDepartment(trx, before.departmentId)))
      throw conflict('closed_department')
    if (!(await updateUser(trx, id, version, { active: true }))) {
      throw changedMeanwhile(before, { active: true })
    }
    const now = platform.clock.now()
    await appendEvent(trx, userReactivated, { subjectId: id, actorId: actor.userId, at: now, data: {} })
    await audit(trx, trace(actor, id, 'user.reactivate', now))
    return (await readUser(trx, id))!
  })

const trace = (actor: Actor, id: string, action: string, at: number) => ({
  at,
  actorId: actor.userId,
  action,
  outcome: 'ok' as const,
  subjectKind: 'user',
  subjectId: id,
})
