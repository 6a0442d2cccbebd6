/** Signing in and out, one's own sessions, and what a screen must know of who is sitting before it. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { message } from '#shared/platform/message.ts'
import { scopes } from './permissions.ts'

/** Header in which a signed-in screen repeats its session's token with every request but GET. */
export const CSRF_HEADER = 'x-csrf-token'

export const emailField = z.string().trim().toLowerCase().pipe(z.email().max(254))
export const languageField = z.enum(['ru', 'en'])

export const sessionUser = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: languageField,
  departmentId: z.uuid().nullable(),
  marketId: z.uuid().nullable(),
  roles: z.array(z.string()),
})

export const demoSignIn = z.strictObject({
  role: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  email: z.string(),
  password: z.string(),
})

export const sessionReply = z.strictObject({
  /** Null when nobody is signed in. */
  user: sessionUser.nullable(),
  /** Permission → widest scope. */
  grants: z.record(z.string(), z.enum(scopes)),
  csrfToken: z.string().nullable(),
  /** Epoch ms at which this session ends at the latest. */
  expiresAt: z.number().nullable(),
  /** A demo hub on this machine offers its sign-ins. */
  demo: z.strictObject({ signIns: z.array(demoSignIn) }).nullable(),
  /** `needed`: nothing else is open before it is set up. Null when nobody is signed in. */
  secondFactor: z.enum(['off', 'on', 'needed']).nullable(),
  /** No user yet: show the first administrator's page. */
  needsFirstAdministrator: z.boolean(),
})
export type SessionReply = z.infer<typeof sessionReply>

export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  gate: 'public',
  reply: sessionReply,
})

/** The password was right, the code of the second factor is still to come; until `expiresAt` (epoch ms). */
export const signInChallenge = z.strictObject({ challenge: z.string(), expiresAt: z.number() })
export type SignInChallenge = z.infer<typeof signInChallenge>

/**
 * 401 `bad_sign_in` for any wrong pair; 429 `too_many` with `retryAfterSeconds`. A user with a second factor is
 * answered with a challenge and has no session yet.
 */
export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  gate: 'public',
  body: z.strictObject({ email: emailField, password: z.string().min(1).max(200) }),
  reply: z.union([sessionReply, signInChallenge]),
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  gate: 'signed-in',
  sessionOnly: true,
  reply: z.undefined(),
})

export const setLanguage = endpoint({
  method: 'PUT',
  path: '/api/session/language',
  gate: 'signed-in',
  sessionOnly: true,
  body: z.strictObject({ language: languageField }),
  reply: z.undefined(),
})

export const ownSession = z.strictObject({
  id: z.uuid(),
  /** The one this request came with. */
  current: z.boolean(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/sessions',
  gate: 'signed-in',
  sessionOnly: true,
  reply: z.strictObject({ sessions: z.array(ownSession) }),
})

/** Signs out everywhere; `except: 'current'` keeps the session asked from. */
export const endAllSessions = endpoint({
  method: 'DELETE',
  path: '/api/sessions',
  gate: 'signed-in',
  sessionOnly: true,
  query: z.strictObject({ except: z.literal('current').optional() }),
  reply: z.undefined(),
})

export const endOneSession = endpoint({
  method: 'DELETE',
  path: '/api/sessions/:id',
  gate: 'signed-in',
  sessionOnly: true,
  params: z.strictObject({ id: z.uuid() }),
  reply: z.undefined(),
})

/** Said to a live screen whose rights, name or language have changed: ask for the session anew. */
export const sessionChanged = message('session.changed', z.strictObject({}))

/** Why a live socket was cut, in the `dropped` message: sign in again, or connect again with what is left. */
export const dropCodes = ['signed-out', 'session-expired', 'rights-changed'] as const
export type DropCode = (typeof dropCodes)[number]
