/** API tokens: `Authorization: Bearer pvz_…` instead of a session, for programs. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { scopes } from './permissions.ts'
import { grantsField } from './role.contract.ts'
import { userView } from './user.contract.ts'

/** What every token begins with, so that scanners of leaked secrets know it. */
export const TOKEN_PREFIX = 'pvz_'
export const TOKEN_DAYS_MAX = 365

export const tokenView = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** Its first signs. */
  mark: z.string(),
  /** As chosen; its user may hold less by now. */
  grants: z.record(z.string(), z.enum(scopes)),
  /** Epoch ms. */
  madeAt: z.number(),
  /** Name of whoever made it. */
  madeBy: z.string(),
  expiresAt: z.number(),
  lastUsedAt: z.number().nullable(),
  lastAddress: z.string().nullable(),
  revokedAt: z.number().nullable(),
})
export type TokenView = z.infer<typeof tokenView>

const id = z.strictObject({ id: z.uuid() })
const form = z.strictObject({
  name: z.string().trim().min(1).max(100),
  expiresInDays: z.number().int().min(1).max(TOKEN_DAYS_MAX),
  grants: grantsField.refine((grants) => Object.keys(grants).length > 0, 'required'),
})
/** The token itself is shown here and never again. */
const made = z.strictObject({ token: z.string(), view: tokenView })
const list = z.strictObject({ tokens: z.array(tokenView) })

/** One's own, newest first. */
export const listOwnTokens = endpoint({
  method: 'GET',
  path: '/api/tokens',
  gate: 'token.make',
  sessionOnly: true,
  reply: list,
})

/** 422 `grants: beyond_own_rights` for what one does not hold; 409 `too_many_tokens`. */
export const makeOwnToken = endpoint({
  method: 'POST',
  path: '/api/tokens',
  gate: 'token.make',
  sessionOnly: true,
  body: form,
  reply: made,
})

export const revokeOwnToken = endpoint({
  method: 'DELETE',
  path: '/api/tokens/:id',
  gate: 'token.make',
  sessionOnly: true,
  params: id,
  reply: z.undefined(),
})

export const listUserTokens = endpoint({
  method: 'GET',
  path: '/api/users/:id/tokens',
  gate: 'user.manage',
  sessionOnly: true,
  params: id,
  reply: list,
})

/** For a service user only: 409 `not_service_user`. Others make their own. */
export const makeUserToken = endpoint({
  method: 'POST',
  path: '/api/users/:id/tokens',
  gate: 'user.manage',
  sessionOnly: true,
  params: id,
  body: form,
  reply: made,
})

export const revokeUserToken = endpoint({
  method: 'DELETE',
  path: '/api/users/:id/tokens/:tokenId',
  gate: 'user.manage',
  sessionOnly: true,
  params: z.strictObject({ id: z.uuid(), tokenId: z.uuid() }),
  reply: z.undefined(),
})

/** A user for a program: without a password, reached by tokens alone. Refused like a new user. */
export const addServiceUser = endpoint({
  method: 'POST',
  path: '/api/service-users',
  gate: 'user.manage',
  sessionOnly: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200),
    departmentId: z.uuid().nullable(),
    marketId: z.uuid().nullable(),
    roles: z.array(z.string().min(1).max(60)).max(30),
  }),
  reply: userView,
})
