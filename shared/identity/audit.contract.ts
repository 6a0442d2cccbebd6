/** The audit, read page by page, newest first. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'

export const auditOutcomes = ['ok', 'denied', 'failed'] as const

export const auditView = z.strictObject({
  id: z.uuid(),
  at: z.number(),
  actorId: z.uuid().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  outcome: z.enum(auditOutcomes),
  subjectKind: z.string().nullable(),
  subjectId: z.uuid().nullable(),
  /** The name, when the subject is a user. */
  subjectName: z.string().nullable(),
  address: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type AuditView = z.infer<typeof auditView>

/** `after` is the `next` of the page before. */
export const readAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  gate: 'audit.read',
  query: z.strictObject({
    action: z.string().max(60).optional(),
    outcome: z.enum(auditOutcomes).optional(),
    actorId: z.uuid().optional(),
    subjectId: z.uuid().optional(),
    /** Epoch ms. */
    from: z.coerce.number().int().optional(),
    to: z.coerce.number().int().optional(),
    after: z
      .string()
      .regex(/^\d+:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
  }),
  reply: z.strictObject({ entries: z.array(auditView), next: z.string().nullable() }),
})
