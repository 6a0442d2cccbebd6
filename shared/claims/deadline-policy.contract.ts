/** The rules of claims' deadlines over HTTP: their versions, what another version would change, and putting it in force. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'
import { named } from '../sales/product.contract.ts'
import { clockKinds } from './clock-table.ts'
import { claimRules } from './deadline-policy.ts'

export const policyView = z.strictObject({
  /** 0: what the hub began with. */
  version: z.int(),
  rules: claimRules.shape.rules,
  /** Epoch ms; null: it began so. */
  savedAt: z.number().nullable(),
  savedBy: z.string().nullable(),
  /** Clocks that run by an older version and are still to be counted anew; null: it is applied to new ones only, or to all by now. */
  left: z.int().nullable(),
  /** While some are left: markets whose calendar never opens, so that the clocks of their claims cannot be counted. */
  neverOpen: z.array(named),
  /** What rules choose by and ladders tell. */
  choices: z.strictObject({
    markets: z.array(named),
    categories: z.array(named),
    roles: z.array(named),
    /** Those that the rules name, and others. */
    tags: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
  }),
})
export type PolicyView = z.infer<typeof policyView>

export const readClaimPolicy = endpoint({
  method: 'GET',
  path: '/api/claim-policies',
  gate: 'organisation.manage',
  reply: policyView,
})

/** What would become of the clocks that run now. */
export const previewClaimPolicy = endpoint({
  method: 'POST',
  path: '/api/claim-policies/preview',
  gate: 'organisation.manage',
  body: claimRules,
  reply: z.strictObject({
    clocks: z.int(),
    sooner: z.int(),
    later: z.int(),
    /** Clocks that do not run yet and would: the rules have them, and what starts them has been. */
    added: z.int(),
    /** Of those that are in time now, how many would be overdue at once. */
    overdue: z.int(),
    /** Clocks that nobody can count: the calendar of their market never opens. */
    uncounted: z.int(),
    /** The first two hundred, the soonest new deadline first. */
    changes: z.array(
      z.strictObject({
        claimId: z.uuid(),
        number: z.string(),
        client: z.string(),
        kind: z.enum(clockKinds),
        /** Null: it would begin. */
        from: z.number().nullable(),
        to: z.number(),
      }),
    ),
  }),
})
export type PolicyPreview = z.infer<NonNullable<(typeof previewClaimPolicy)['reply']>>

/** `applies`: also to the clocks that run. 409 `changed_meanwhile`. */
export const saveClaimPolicy = endpoint({
  method: 'PUT',
  path: '/api/claim-policies',
  gate: 'organisation.manage',
  body: z.strictObject({ version: z.int(), rules: claimRules.shape.rules, applies: z.boolean() }),
  reply: policyView,
})

export const policyVersions = versionsOf('/api/claim-policies', 'organisation.manage', z.strictObject({}))
