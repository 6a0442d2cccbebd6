/** Codes that people read, say and type: to choose a password, or to sign in without the phone. */
import { randomInt } from 'node:crypto'
import { sha256 } from './secret.ts'

/** Without letters that are misread or misheard: 32 signs, 80 bits in 16 of them. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const newSpokenCode = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-')

/** A spoken code in any case, with or without its dashes; a link's token as it is. */
export const hashOfCode = (code: string): Buffer => {
  const bare = code.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  return sha256(bare.length === 16 ? bare : code)
}
