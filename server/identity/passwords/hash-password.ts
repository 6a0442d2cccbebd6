/** argon2id, with the parameters inside each hash, so that a change of cost leaves old hashes valid. */
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Memory in KiB and passes over it. */
export type HashCost = { memoryCost: number; timeCost: number }

/** OWASP's minimum for argon2id: 19 MiB, 2 passes, 1 lane. */
export const usualCost: HashCost = { memoryCost: 19_456, timeCost: 2 }
/** For tests and demo seeds on throw-away data. */
export const cheapCost: HashCost = { memoryCost: 64, timeCost: 1 }

export const hashPassword = (password: string, cost: HashCost = usualCost): Promise<string> =>
  hash(password.normalize('NFC'), { ...cost, parallelism: 1 })

let stranger: Promise<string> | null = null

/**
 * Does the password fit? With no hash (unknown account, not yet invited) it works as long as with one and
 * says no, so that the time taken does not tell whether the account exists.
 */
export const passwordFits = async (passwordHash: string | null, password: string): Promise<boolean> => {
  stranger ??= hashPassword(randomBytes(16).toString('hex'))
  const fits = await verify(passwordHash ?? (await stranger), password.normalize('NFC'))
  return passwordHash !== null && fits
}
