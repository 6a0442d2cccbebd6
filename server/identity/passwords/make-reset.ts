/** Makes a code that lets its bearer choose the user's password, once and for a time. */
import { randomInt } from 'node:crypto'
import type { Trx } from '#server/platform/database.ts'
import type { ResetPurpose } from '#shared/identity/password.contract.ts'
import { newToken, sha256 } from '../secret.ts'
import { insertReset, voidResets } from './reset.store.ts'

const lastsMs: Record<ResetPurpose, number> = {
  mail: 3_600_000,
  code: 3_600_000,
  invitation: 7 * 86_400_000,
}

/** Without letters that are misread or misheard: 32 signs, 80 bits in 16 of them. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const spokenCode = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-')

/** A spoken code in any case, with or without its dashes; a link's token as it is. */
export const hashOfCode = (code: string): Buffer => {
  const bare = code.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  return sha256(bare.length === 16 ? bare : code)
}

export const makeReset = async (
  trx: Trx,
  from: { userId: string; purpose: ResetPurpose; madeBy: string | null; now: number },
): Promise<{ code: string; expiresAt: number }> => {
  const code = from.purpose === 'code' ? spokenCode() : newToken()
  const expiresAt = from.now + lastsMs[from.purpose]
  await voidResets(trx, { userId: from.userId, purpose: from.purpose }, from.now)
  await insertReset(trx, { ...from, codeHash: hashOfCode(code), expiresAt })
  return { code, expiresAt }
}
