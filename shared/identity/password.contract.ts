/** Changing one's password, taking it back by mail or by a one-time code, and the first administrator. */
import { z } from 'zod'
import { isZone } from '#shared/organisation/zone-days.ts'
import { endpoint } from '#shared/platform/endpoint.ts'
import { PASSWORD_MAX } from './password.policy.ts'
import { emailField, languageField } from './session.contract.ts'

/** Length and the rest are judged by `passwordFault`, with the e-mail at hand. */
const passwordField = z.string().min(1).max(PASSWORD_MAX)
/** A link's token or a spoken one-time code. */
const codeField = z.string().trim().min(8).max(100)

/** Fragment of the page on which a password is chosen: `/password#<code>`; a fragment reaches no server's log. */
export const passwordPage = (code: string): string => `/password#${code}`

/** Ends the user's other sessions. 422 `current: wrong_password`, or `next` with what is wrong with it. */
export const changePassword = endpoint({
  method: 'POST',
  path: '/api/password/change',
  gate: 'signed-in',
  sessionOnly: true,
  body: z.strictObject({ current: passwordField, next: passwordField }),
  reply: z.undefined(),
})

/** The same answer whether or not the account exists. */
export const forgotPassword = endpoint({
  method: 'POST',
  path: '/api/password/forgot',
  gate: 'public',
  body: z.strictObject({ email: emailField }),
  reply: z.undefined(),
})

export const resetPurposes = ['mail', 'code', 'invitation'] as const
export type ResetPurpose = (typeof resetPurposes)[number]

/** Whose password is about to be chosen. 422 `code: bad_code` when unknown, used or expired. */
export const peekReset = endpoint({
  method: 'POST',
  path: '/api/password/reset/peek',
  gate: 'public',
  body: z.strictObject({ code: codeField }),
  reply: z.strictObject({
    email: z.string(),
    name: z.string(),
    language: languageField,
    purpose: z.enum(resetPurposes),
  }),
})

/** Uses the code up and ends every session of the user. Answers with the e-mail to sign in with. */
export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/password/reset',
  gate: 'public',
  body: z.strictObject({ code: codeField, password: passwordField }),
  reply: z.strictObject({ email: z.string() }),
})

/** A code for a user who cannot read their mail; shown once. */
export const makeResetCode = endpoint({
  method: 'POST',
  path: '/api/users/:id/reset-code',
  gate: 'user.manage',
  params: z.strictObject({ id: z.uuid() }),
  reply: z.strictObject({ code: z.string(), expiresAt: z.number() }),
})

const zoneField = z.string().refine(isZone, 'unknown_zone')

/**
 * While there is no user: makes the first one and the smallest organisation that a hub works with.
 * 409 `has_users` afterwards; 422 `code: bad_code`.
 */
export const createFirstAdministrator = endpoint({
  method: 'POST',
  path: '/api/first-administrator',
  gate: 'public',
  body: z.strictObject({
    code: z.string().trim().min(1).max(100),
    name: z.string().trim().min(1).max(200),
    email: emailField,
    password: passwordField,
    language: languageField,
    market: z.strictObject({
      name: z.string().trim().min(1).max(200),
      /** ISO 4217. */
      currency: z.string().refine((text) => /^[A-Z]{3}$/.test(text), 'unknown_currency'),
      /** IANA. */
      zone: zoneField,
      /** ISO 3166 country of phones written without a country code. */
      defaultRegion: z.string().refine((text) => /^[A-Z]{2}$/.test(text), 'unknown_region'),
    }),
    department: z.string().trim().min(1).max(200),
  }),
  reply: z.undefined(),
})
