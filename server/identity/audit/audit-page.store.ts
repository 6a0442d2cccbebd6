/** Reads the audit by key: a page costs the same however far back it lies. */
import type { Queryable } from '#server/platform/database.ts'
import type { AuditView } from '#shared/identity/audit.contract.ts'

const PAGE = 100

export type AuditFilter = {
  action?: string
  outcome?: string
  actorId?: string
  subjectId?: string
  from?: number
  to?: number
  after?: string
}

export const readAuditPage = async (
  db: Queryable,
  filter: AuditFilter,
): Promise<{ entries: AuditView[]; next: string | null }> => {
  const query = db('audit')
    .leftJoin('users as actor', 'actor.id', 'audit.actor_id')
    .leftJoin('users as subject', (on) =>
      on.on('subject.id', 'audit.subject_id').andOnVal('audit.subject_kind', 'user'),
    )
    .orderBy([
      { column: 'audit.at', order: 'desc' },
      { column: 'audit.id', order: 'desc' },
    ])
    .limit(PAGE + 1)
  if (filter.action) query.where('audit.action', filter.action)
  if (filter.outcome) query.where('audit.outcome', filter.outcome)
  if (filter.actorId) query.where('audit.actor_id', filter.actorId)
  if (filter.subjectId) query.where('audit.subject_id', filter.subjectId)
  if (filter.from !== undefined) query.where('audit.at', '>=', new Date(filter.from))
  if (filter.to !== undefined) query.where('audit.at', '<', new Date(filter.to))
  if (filter.after) {
    const [at = '', id = ''] = filter.after.split(':')
    query.whereRaw('(audit.at, audit.id) < (?, ?)', [new Date(Number(at)), id])
  }
  const rows: AuditView[] = await query.select({
    id: 'audit.id',
    at: 'audit.at',
    actorId: 'audit.actor_id',
    actorName: 'actor.name',
    action: 'audit.action',
    outcome: 'audit.outcome',
    subjectKind: 'audit.subject_kind',
    subjectId: 'audit.subject_id',
    subjectName: 'subject.name',
    address: 'audit.address',
    data: 'audit.data',
  })
  const entries = rows.slice(0, PAGE)
  const last = entries.at(-1)
  return { entries, next: rows.length > PAGE && last ? `${last.at}:${last.id}` : null }
}
