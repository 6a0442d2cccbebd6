import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type pg from 'pg'
import type { SignIn } from './prepare.contract.ts'

/** Twelve letters and digits without look-alikes: about 59 bits. */
const generatedPassword = (): string => {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from(randomBytes(12), (byte) => letters[byte % letters.length]).join('')
}

/** The hashes among these that hold the password. Demo users share one, which is then looked at once. */
const hashesOf = async (password: string, hashes: string[]): Promise<string[]> => {
  const held = await Promise.all(hashes.map((each) => verify(each, password)))
  return hashes.filter((_, index) => held[index])
}

/**
 * Replaces passwords that everybody may know by generated ones, for every user who still has one, listed or not.
 * Whoever changed his own keeps it, and is listed with no password.
 */
export const renewPasswords = async (client: pg.Client, known: SignIn[]): Promise<SignIn[]> => {
  const { rows } = await client.query<{ email: string; password_hash: string }>(
    'select lower(email) as email, password_hash from users where password_hash is not null',
  )
  const hashes = [...new Set(rows.map((row) => row.password_hash))]
  const renewed = new Map<string, string>()
  for (const password of new Set(known.map((signIn) => signIn.password))) {
    const exposed = await hashesOf(password, hashes)
    const fresh = generatedPassword()
    const freshHash = await hash(fresh)
    await client.query('update users set password_hash = $1 where password_hash = any($2)', [
      freshHash,
      exposed,
    ])
    for (const row of rows) if (exposed.includes(row.password_hash)) renewed.set(row.email, fresh)
  }
  return known.map((signIn) => ({ ...signIn, password: renewed.get(signIn.email.toLowerCase()) ?? '' }))
}
