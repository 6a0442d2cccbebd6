/** For how long the hub keeps what it forgets by itself, as an administrator sets it. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { type RetentionCode, retentionCodes, retentionSettings } from '#shared/platform/retention-settings.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'

const daysOf = (code: RetentionCode) =>
  z.number().int().min(retentionSettings[code].min).max(retentionSettings[code].max)

/** Each within its bounds: 422 at `days.audit`. */
const days = z.strictObject(
  Object.fromEntries(retentionCodes.map((code) => [code, daysOf(code)])) as Record<
    RetentionCode,
    z.ZodNumber
  >,
)
export type RetentionDays = z.infer<typeof days>

export const retentionView = z.strictObject({ version: z.number().int(), days })
export type RetentionView = z.infer<typeof retentionView>

const gate = 'organisation.manage'

export const readRetention = endpoint({
  method: 'GET',
  path: '/api/retention',
  gate,
  reply: retentionView,
})

/** Rows that would be forgotten at the next round, by these times; `more`: at least so many. */
export const previewRetention = endpoint({
  method: 'POST',
  path: '/api/retention/preview',
  gate,
  body: z.strictObject({ days }),
  reply: z.strictObject({
    gone: z.array(
      z.strictObject({ code: z.enum(retentionCodes), rows: z.number().int(), more: z.boolean() }),
    ),
  }),
})

/** In force within ten minutes, when the worker next comes round. 409 `changed_meanwhile` with `current`. */
export const editRetention = endpoint({
  method: 'PUT',
  path: '/api/retention',
  gate,
  body: z.strictObject({ version: z.number().int().min(0), days }),
  reply: retentionView,
})

export const retentionVersions = versionsOf('/api/retention', gate, z.strictObject({}))
