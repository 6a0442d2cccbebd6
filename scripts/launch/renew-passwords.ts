import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type pg from 'pg'
import type { SignIn } from './prepare.contract.ts'

/** Twelve letters and digits without look-alikes: about 59 bits. */
export const generatedPassword = (): string => {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from(randomBytes(12), (byte) => letters[byte % letters.length]).join('')
}

/**
 * Replaces passwords that everybody may know by generated ones. Whoever changed his own keeps it, and is listed
 * with no password.
 */
export const renewPasswords = async (client: pg.Client, known: SignIn[]): Promise<SignIn[]> => {
  const renewed: SignIn[] = []
  for (const signIn of known) {
    const { rows } = await client.query<{ id: string; password_hash: string | null }>(
      'select id, password_hash from users where lower(email) = lower($1)',
      [signIn.email],
    )
    const [user] = rows
    if (!user?.password_hash || !(await verify(user.password_hash, signIn.password))) {
      renewed.push({ ...signIn, password: '' })
      continue
    }
    const password = generatedPassword()
    await client.query('update users set password_hash = $1 where id = $2 and password_hash = $3', [
      await hash(password),
      user.id,
      user.password_hash,
    ])
    renewed.push({ ...signIn, password })
  }
  return renewed
}
