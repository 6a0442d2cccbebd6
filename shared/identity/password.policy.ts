/** What a password must be. Length is what counts; the rest keeps out what is tried first. */
import { commonPasswords } from './common-passwords.ts'

export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 200

/** A message code, or null for a password that will do. */
export const passwordFault = (password: string, email: string): string | null => {
  // Letters as people count them, not UTF-16 halves.
  if ([...password].length < PASSWORD_MIN) return `too_small:${PASSWORD_MIN}`
  if (password.length > PASSWORD_MAX) return `too_big:${PASSWORD_MAX}`
  const folded = password.normalize('NFKC').toLowerCase()
  const [mailbox = ''] = email.toLowerCase().split('@')
  if (folded === email.toLowerCase() || folded === mailbox) return 'password_is_email'
  if (new Set(folded).size < 4) return 'password_common'
  if (commonPasswords.has(folded) || commonPasswords.has(folded.replace(/[^\p{L}]+$/u, ''))) {
    return 'password_common'
  }
  return isRun(folded) ? 'password_common' : null
}

const runs = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'йцукенгшщзхъфывапролджэячсмитьбю',
]

const isRun = (folded: string): boolean => runs.some((run) => run.includes(folded))
