/** Codes of a phone's app by RFC 6238: SHA-1, six digits, 30 s; what every such app understands. */
import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
/** A clock may be one step off, either way. */
const DRIFT_STEPS = 1

const generator = (secret: string, email: string): TOTP =>
  new TOTP({
    issuer: 'Perezvon',
    label: email,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  })

/** 160 random bits in base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** `otpauth://totp/…`: what the QR code says to the app. */
export const totpUri = (secret: string, email: string): string => generator(secret, email).toString()

/** Number of the 30 s whose code this is, at most one off `now` (epoch ms); null when it is no code of these. */
export const stepOfCode = (secret: string, code: string, now: number): number | null => {
  const off = generator(secret, '').validate({ token: code, timestamp: now, window: DRIFT_STEPS })
  return off === null ? null : Math.floor(now / 1000 / PERIOD_S) + off
}

/** The code of that moment; for tests that play the phone. */
export const codeAt = (secret: string, at: number): string =>
  generator(secret, '').generate({ timestamp: at })
