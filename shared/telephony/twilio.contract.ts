/** The account at Twilio: what an administrator types and is shown, and what a softphone needs. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'

const sidOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-zA-Z]{32}$`))
const secret = z.string().min(16).max(200)

/** Why the public address does not lead to this hub; `ok` when it does. */
const addressVerdicts = [
  'ok',
  'not_set',
  'unresolved',
  'refused',
  'certificate',
  'timeout',
  'redirected',
  'status',
  'another',
] as const
const addressVerdict = z.strictObject({
  code: z.enum(addressVerdicts),
  /** The address that was called. */
  url: z.string().nullable(),
  status: z.number().int().nullable(),
})
export type AddressVerdict = z.infer<typeof addressVerdict>

export const networkCheck = z.strictObject({
  at: z.number(),
  address: addressVerdict,
  /** `refused`: another token; `unreachable`: no answer. */
  account: z.enum(['ok', 'not_set', 'refused', 'unreachable']),
})
export type NetworkCheck = z.infer<typeof networkCheck>

export const signatureFaults = ['unsigned', 'scheme', 'host', 'port', 'path', 'token'] as const
const setupSteps = ['credentials', 'number', 'webhook', 'signature', 'app', 'media'] as const
const settingFields = ['accountSid', 'authToken', 'apiKeySid', 'apiKeySecret', 'appSid', 'publicUrl'] as const

const webhook = z.strictObject({
  id: z.uuid(),
  at: z.number(),
  path: z.string(),
  verdict: z.enum(['signed', 'unsigned', 'forged']),
  fault: z.enum(signatureFaults).nullable(),
  /** The address that the signature was made for, where that was found; else the one that the request tells. */
  seenUrl: z.string().nullable(),
  outcome: z.enum(['open', 'answered', 'refused', 'failed']),
  tookMs: z.number().int().nullable(),
})
export type WebhookView = z.infer<typeof webhook>

export const networkView = z.strictObject({
  version: z.number().int(),
  accountSid: z.string().nullable(),
  apiKeySid: z.string().nullable(),
  appSid: z.string().nullable(),
  publicUrl: z.string().nullable(),
  /** Secrets that are there; never what they are. */
  secrets: z.strictObject({ authToken: z.boolean(), apiKeySecret: z.boolean() }),
  /** What the environment settles, and the page cannot. */
  fixed: z.array(z.enum(settingFields)),
  /** What the account's console must hold; null without a public address. */
  addresses: z
    .strictObject({
      voice: z.string(),
      fallback: z.string(),
      status: z.string(),
      message: z.string(),
      agent: z.string(),
    })
    .nullable(),
  steps: z.array(z.strictObject({ step: z.enum(setupSteps), done: z.boolean(), at: z.number().nullable() })),
  check: networkCheck.nullable(),
  /** The latest, the newest first. */
  webhooks: z.array(webhook),
  refused: z.array(webhook),
  /** The provider gives up after so long, ms. */
  limitMs: z.number().int(),
})
export type NetworkView = z.infer<typeof networkView>

export const readNetwork = endpoint({
  method: 'GET',
  path: '/api/telephony/twilio',
  gate: 'telephony.manage',
  reply: networkView,
})

/**
 * A secret that is left out stays as it is; null forgets it. 409 `changed_meanwhile` with `current`; 422 `fixed` at a
 * field that the environment settles.
 */
export const editNetwork = endpoint({
  method: 'PUT',
  path: '/api/telephony/twilio',
  gate: 'telephony.manage',
  body: z.strictObject({
    version: z.number().int(),
    accountSid: sidOf('AC').nullable(),
    apiKeySid: sidOf('SK').nullable(),
    appSid: sidOf('AP').nullable(),
    publicUrl: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .nullable(),
    authToken: secret.nullable().optional(),
    apiKeySecret: secret.nullable().optional(),
  }),
  reply: networkView,
})

/** What is typed in plain; of the secrets nothing is kept. */
export const networkVersions = versionsOf('/api/telephony/twilio', 'telephony.manage', z.strictObject({}))

/** Calls the public address, and asks the provider whether it knows the account. */
export const checkNetwork = endpoint({
  method: 'POST',
  path: '/api/telephony/twilio/check',
  gate: 'telephony.manage',
  reply: networkView,
})

/** For the agent's own browser. 409 `line_not_set_up`. */
export const readLineToken = endpoint({
  method: 'GET',
  path: '/api/telephony/twilio/token',
  gate: 'agent.self',
  reply: z.strictObject({ token: z.string(), lastsMs: z.number() }),
})
