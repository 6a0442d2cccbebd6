/** The versions of whatever is administered: one pair of exchanges for each kind, behind the gate of its edit. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const settingVersion = z.strictObject({
  version: z.number().int(),
  /** Epoch ms; null: it began so. */
  savedAt: z.number().nullable(),
  /** A name; null: the hub itself, or it began so. */
  savedBy: z.string().nullable(),
  /** The version that this one brought back. */
  restores: z.number().int().nullable(),
  /** By the names of the edit's fields. */
  state: z.record(z.string(), z.unknown()),
  /** It is what holds now. */
  present: z.boolean(),
  /** Against the version before it; null where something was not there. */
  changes: z.array(
    z.strictObject({
      field: z.string(),
      part: z.string().nullable(),
      from: z.unknown(),
      to: z.unknown(),
    }),
  ),
})
export type SettingVersion = z.infer<typeof settingVersion>

/** Newest first, the last hundred; none while it was never edited. Bringing one back is an edit, and refused as one. */
export const versionsOf = <P>(path: `/api/${string}`, gate: string, params: z.ZodType<P>) => ({
  list: endpoint({
    method: 'GET',
    path: `${path}/versions`,
    gate,
    params,
    reply: z.strictObject({ versions: z.array(settingVersion) }),
  }),
  /** `version` is the present one: 409 `changed_meanwhile` where it is not any more; 404 for a version there was not. */
  restore: endpoint({
    method: 'POST',
    path: `${path}/restore`,
    gate,
    params,
    body: z.strictObject({ version: z.number().int().min(0), restores: z.number().int().min(0) }),
    reply: z.undefined(),
  }),
})
export type VersionEndpoints<P> = ReturnType<typeof versionsOf<P>>
