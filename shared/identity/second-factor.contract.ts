/** Signing in with a second factor: a code of the user's phone (RFC 6238) after the password. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { PASSWORD_MAX } from './password.policy.ts'
import { sessionReply } from './session.contract.ts'

/** Six digits of the app, or a recovery code; blanks and dashes are the user's own. */
const codeField = z.string().trim().min(6).max(40)
const passwordField = z.string().min(1).max(PASSWORD_MAX)

export const RECOVERY_CODES = 10
const recoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()).length(RECOVERY_CODES) })

/**
 * The second step of a sign-in, with the challenge of the first. 422 `code: bad_code`; 401 `challenge_over` when it
 * has expired, was used, or was tried too often; 429 `too_many`.
 */
export const finishSignIn = endpoint({
  method: 'POST',
  path: '/api/session/second-step',
  gate: 'public',
  body: z.strictObject({ challenge: z.string().min(20).max(100), code: codeField }),
  reply: sessionReply,
})

export const readSecondFactor = endpoint({
  method: 'GET',
  path: '/api/second-factor',
  gate: 'signed-in',
  sessionOnly: true,
  reply: z.strictObject({
    on: z.boolean(),
    /** Epoch ms. */
    since: z.number().nullable(),
    recoveryCodesLeft: z.number().int(),
    /** A role of the user's asks for it. */
    needed: z.boolean(),
  }),
})

/** A fresh secret, to be confirmed by a code. 422 `password: wrong_password`; 409 `second_factor_on`. */
export const offerSecondFactor = endpoint({
  method: 'POST',
  path: '/api/second-factor/offer',
  gate: 'signed-in',
  sessionOnly: true,
  body: z.strictObject({ password: passwordField }),
  reply: z.strictObject({
    /** Base32, for typing. */
    secret: z.string(),
    /** `otpauth://…`, for the QR code. */
    uri: z.string(),
  }),
})

/** Turns it on, ends the user's other sessions, and shows the recovery codes for the only time. 422 `code: bad_code`. */
export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/api/second-factor/confirm',
  gate: 'signed-in',
  sessionOnly: true,
  body: z.strictObject({ code: codeField }),
  reply: recoveryCodes,
})

/** Ten new ones; the old open nothing any more. 422 `password` or `code`; 409 `second_factor_off`. */
export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/second-factor/recovery-codes',
  gate: 'signed-in',
  sessionOnly: true,
  body: z.strictObject({ password: passwordField, code: codeField }),
  reply: recoveryCodes,
})

/** 422 `password: wrong_password` or `code: bad_code`; 409 `second_factor_off`. */
export const removeSecondFactor = endpoint({
  method: 'POST',
  path: '/api/second-factor/remove',
  gate: 'signed-in',
  sessionOnly: true,
  body: z.strictObject({ password: passwordField, code: codeField }),
  reply: z.undefined(),
})

/** For a user whose phone is lost: ends their sessions and writes to them. 409 `second_factor_off`, `own_second_factor`. */
export const resetSecondFactor = endpoint({
  method: 'DELETE',
  path: '/api/users/:id/second-factor',
  gate: 'user.manage',
  params: z.strictObject({ id: z.uuid() }),
  reply: z.undefined(),
})
