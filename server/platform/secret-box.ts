/** Secrets at rest: AES-256-GCM under a key drawn from the hub's own, so that a copy of the database alone tells nothing. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const [NONCE_BYTES, TAG_BYTES] = [12, 16]

const keyOf = (secretKey: string, name: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, 'perezvon secret box', name, 32))

/** `name` is bound in: what was sealed under one name does not open under another. */
export const seal = (secretKey: string, name: string, text: string): string => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secretKey, name), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Null when it was sealed under another key or name, or has been changed. */
export const unseal = (secretKey: string, name: string, sealed: string): string | null => {
  try {
    const bytes = Buffer.from(sealed, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secretKey, name), bytes.subarray(0, NONCE_BYTES))
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
