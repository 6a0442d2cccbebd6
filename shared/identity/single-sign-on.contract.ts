/** Signing in by the company's identity provider, and setting that up. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'

export const CALLBACK_PATH = '/api/single-sign-on/return'
/** Why a sign-in by the provider was refused, as the sign-in page is told in its address. */
export const providerRefusals = [
  'provider_unreachable',
  'provider_refused',
  'email_unverified',
  'not_our_user',
  'no_role',
] as const
export type ProviderRefusal = (typeof providerRefusals)[number]

/** The button of the sign-in page; null without a provider. */
export const readSignInProvider = endpoint({
  method: 'GET',
  path: '/api/single-sign-on/button',
  gate: 'public',
  reply: z.strictObject({ provider: z.strictObject({ name: z.string() }).nullable() }),
})

/** Leads the browser to the provider. */
export const beginSingleSignOn = endpoint({
  method: 'GET',
  path: '/api/single-sign-on/begin',
  gate: 'public',
  media: 'text/html',
  query: z.strictObject({ next: z.string().max(500).optional() }),
  reply: z.unknown(),
})

/** Where the provider sends it back to: to where it wanted, or to the sign-in page with `refused=<code>`. */
export const endSingleSignOn = endpoint({
  method: 'GET',
  path: CALLBACK_PATH,
  gate: 'public',
  media: 'text/html',
  query: z.strictObject({
    code: z.string().max(4_000).optional(),
    state: z.string().max(200).optional(),
    error: z.string().max(200).optional(),
    error_description: z.string().max(2_000).optional(),
    error_uri: z.string().max(2_000).optional(),
    iss: z.string().max(500).optional(),
    session_state: z.string().max(2_000).optional(),
    // What well-known providers add.
    scope: z.string().max(2_000).optional(),
    authuser: z.string().max(2_000).optional(),
    prompt: z.string().max(2_000).optional(),
    hd: z.string().max(2_000).optional(),
    client_info: z.string().max(2_000).optional(),
  }),
  reply: z.unknown(),
})

const text = (most: number) => z.string().trim().min(1).max(most)
const form = {
  active: z.boolean(),
  name: text(60),
  /** https, or http of this machine. */
  issuer: z.url().max(500),
  clientId: text(300),
  rolesClaim: text(100),
  roleMap: z.array(z.strictObject({ value: text(200), role: text(60) })).max(100),
  makesUsers: z.boolean(),
  departmentId: z.uuid().nullable(),
  marketId: z.uuid().nullable(),
}

/** The secret is never shown again. */
export const providerView = z.strictObject({ ...form, version: z.number().int() })
export type ProviderView = z.infer<typeof providerView>

export const readSingleSignOn = endpoint({
  method: 'GET',
  path: '/api/single-sign-on',
  gate: 'role.manage',
  reply: z.strictObject({
    provider: providerView.nullable(),
    /** To be entered at the provider. */
    callbackUrl: z.string(),
  }),
})

/**
 * `version` 0 when there is none yet; without `clientSecret` the present one stays, if the issuer does. 422
 * `issuer: issuer_unreachable` when it is to be active and does not answer as an issuer, `clientSecret: required`,
 * `departmentId: closed_department`; 409 `changed_meanwhile`.
 */
export const writeSingleSignOn = endpoint({
  method: 'PUT',
  path: '/api/single-sign-on',
  gate: 'role.manage',
  body: z.strictObject({
    ...form,
    version: z.number().int().min(0),
    clientSecret: z.string().min(1).max(500).optional(),
  }),
  reply: providerView,
})

/** Without the secret: another issuer's has to be typed anew, 422 `clientSecret: required`. */
export const providerVersions = versionsOf('/api/single-sign-on', 'role.manage', z.strictObject({}))
