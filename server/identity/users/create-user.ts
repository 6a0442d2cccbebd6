/** Makes a user with roles. For seeds, tests and the administration alike; says nothing to anyone. */
import type { Trx } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import { giveRoles, insertUser, type NewUser, rolesOfCodes } from './new-user.store.ts'

export type { NewUser }

/** Returns the id. 422 for an unknown role; 409 `exists` for a taken e-mail. */
export const createUser = async (trx: Trx, user: NewUser): Promise<string> => {
  const roles = await rolesOfCodes(trx, user.roles)
  if (roles.length !== new Set(user.roles).size) throw invalid({ roles: 'unknown_role' })
  const userId = await insertUser(trx, user)
  await giveRoles(trx, userId, roles)
  return userId
}
