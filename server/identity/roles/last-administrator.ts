/** A hub that nobody can administer is lost: the last holder keeps these rights. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { lockRights, permissionsWithoutHolder } from './role.store.ts'

const kept = ['user.manage', 'role.manage']

/** Runs a change of rights, one at a time; throws 409 `last_administrator` if it took the last holder away. */
export const keepingAnAdministrator = async <T>(trx: Trx, change: () => Promise<T>): Promise<T> => {
  await lockRights(trx)
  const missingBefore = await permissionsWithoutHolder(trx, kept)
  const result = await change()
  const missing = await permissionsWithoutHolder(trx, kept)
  const lost = missing.filter((permission) => !missingBefore.includes(permission))
  if (lost.length > 0) throw conflict('last_administrator', { permissions: lost })
  return result
}
