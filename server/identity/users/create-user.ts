/** Makes a user with roles. For seeds, tests and the administration alike; says nothing to anyone. */
import type { Trx } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'

export type NewUser = {
  /** Given by seeds that must come out the same each time. */
  id?: string
  email: string
  name: string
  /** From `hashPassword`; null until an invited user has chosen one. */
  passwordHash: string | null
  language: 'ru' | 'en'
  departmentId?: string | null
  marketId?: string | null
  /** Codes of roles. */
  roles: string[]
}

/** Returns the id. 422 for an unknown role; 409 `exists` for a taken e-mail. */
export const createUser = async (trx: Trx, user: NewUser): Promise<string> => {
  const roles = await trx('roles').whereIn('code', user.roles).select<{ id: string }[]>('id')
  if (roles.length !== new Set(user.roles).size) throw invalid({ roles: 'unknown_role' })
  const [row] = await trx('users')
    .insert({
      ...(user.id && { id: user.id }),
      email: user.email.trim().toLowerCase(),
      name: user.name.trim(),
      password_hash: user.passwordHash,
      language: user.language,
      department_id: user.departmentId ?? null,
      market_id: user.marketId ?? null,
    })
    .returning<{ id: string }[]>('id')
  const userId = row!.id
  if (roles.length > 0) {
    await trx('user_roles').insert(roles.map(({ id }) => ({ user_id: userId, role_id: id })))
  }
  return userId
}
