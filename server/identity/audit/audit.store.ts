/** The only SQL of the audit: appended to and read, never changed. */
import type { Queryable } from '#server/platform/database.ts'

export type AuditEntry = {
  /** Epoch ms. */
  at: number
  /** Null when nobody was signed in, or the hub itself acted. */
  actorId: string | null
  /** What was done or tried: `sign-in`, `access`, `role.edit`, `recording.play` … */
  action: string
  outcome: 'ok' | 'denied' | 'failed'
  subjectKind?: string
  subjectId?: string
  address?: string
  /** Facts without secrets. */
  data?: Record<string, unknown>
}

/** Appends in the caller's transaction, so that the act and its trace stand or fall together. */
export const audit = async (db: Queryable, ...entries: AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return
  await db('audit').insert(
    entries.map((entry) => ({
      at: new Date(entry.at),
      actor_id: entry.actorId,
      action: entry.action,
      outcome: entry.outcome,
      subject_kind: entry.subjectKind ?? null,
      subject_id: entry.subjectId ?? null,
      address: entry.address ?? null,
      data: JSON.stringify(entry.data ?? {}),
    })),
  )
}
