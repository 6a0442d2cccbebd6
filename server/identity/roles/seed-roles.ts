/** Puts the roles a hub begins with; those that exist are left as the administrator has made them. */
import type { Trx } from '#server/platform/database.ts'
import { seededRoles } from '#shared/identity/seeded-roles.ts'
import { insertMissingRole } from './role.store.ts'

export const seedRoles = async (trx: Trx): Promise<void> => {
  for (const role of seededRoles) await insertMissingRole(trx, role)
}
