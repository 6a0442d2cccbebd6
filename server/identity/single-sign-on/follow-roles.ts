/** The roles that a provider's claims give, for whoever was made by its word. */
import type { Trx } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { userChanged } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { keepingAnAdministrator } from '../roles/last-administrator.ts'
import { bumpUsers, readUser, replaceRoles } from '../users/user.store.ts'

/**
 * Whoever was made by the provider's word has the roles of its word; with none left they have nothing to do here. The
 * last administrator keeps theirs: no claim may leave the hub without one.
 */
export const followRoles = async (
  platform: Platform,
  trx: Trx,
  userId: string,
  roles: string[],
): Promise<void> => {
  const before = (await readUser(trx, userId))?.roles ?? []
  if (before.join() === roles.join()) return
  const followed = await replaceUnlessLast(trx, userId, roles)
  const at = platform.clock.now()
  if (followed) {
    await bumpUsers(trx, [userId])
    await appendEvent(trx, userChanged, { subjectId: userId, actorId: null, at, data: { fields: ['roles'] } })
  }
  await audit(trx, {
    at,
    actorId: null,
    action: 'user.edit',
    outcome: followed ? 'ok' : 'denied',
    subjectKind: 'user',
    subjectId: userId,
    data: { fields: ['roles'], from: before, to: roles, ...(!followed && { reason: 'last_administrator' }) },
  })
}

/** False, and nothing changed, when it would take the last administrator away. */
const replaceUnlessLast = async (trx: Trx, userId: string, roles: string[]): Promise<boolean> => {
  try {
    // A savepoint: what the refusal comes too late for is undone.
    await trx.transaction((inner) => keepingAnAdministrator(inner, () => replaceRoles(inner, userId, roles)))
    return true
  } catch (error) {
    if (error instanceof HubError && error.code === 'last_administrator') return false
    throw error
  }
}
