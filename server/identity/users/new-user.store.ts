/** The rows of a new user. */
import type { Trx } from '#server/platform/database.ts'

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
  /** A program's. */
  service?: boolean
  /** Codes of roles. */
  roles: string[]
}

/** Of these codes, the roles that there are, in the order in which a user's are read. */
export const rolesOfCodes = (trx: Trx, codes: readonly string[]): Promise<{ id: string; code: string }[]> =>
  trx('roles').whereIn('code', codes).orderBy('code').select('id', 'code')

/** Returns the id. */
export const insertUser = async (trx: Trx, user: NewUser): Promise<string> => {
  const [row] = await trx('users')
    .insert({
      ...(user.id && { id: user.id }),
      email: user.email.trim().toLowerCase(),
      name: user.name.trim(),
      password_hash: user.passwordHash,
      language: user.language,
      department_id: user.departmentId ?? null,
      market_id: user.marketId ?? null,
      service: user.service ?? false,
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

export const giveRoles = async (
  trx: Trx,
  userId: string,
  roles: readonly { id: string }[],
): Promise<void> => {
  if (roles.length === 0) return
  await trx('user_roles').insert(roles.map(({ id }) => ({ user_id: userId, role_id: id })))
}
