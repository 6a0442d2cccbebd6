/** SQL of the timeline: one table that every room writes to through this room's door. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { TimelineKind, TimelineSummary } from '#shared/clients/timeline.contract.ts'
import type { VisibleKind } from './timeline.policy.ts'

export type TimelineEntry = {
  clientId: string
  /** Epoch ms of what happened. It is the entry's place in the order: give the same one with each change. */
  at: number
  kind: TimelineKind
  subjectId: string
  /** Whose it is: a reader who may see only their own sees it by this. */
  ownerId?: string | null
  summary: TimelineSummary
}

/** Writes or rewrites the one line of a subject; it moves when the subject gets another client. */
export const writeTimeline = (trx: Trx, entry: TimelineEntry): Promise<void> => writeTimelines(trx, [entry])

/** Of as many subjects, by one statement. */
export const writeTimelines = async (trx: Trx, entries: readonly TimelineEntry[]): Promise<void> => {
  await trx('timeline')
    .insert(
      entries.map((entry) => ({
        client_id: entry.clientId,
        at: new Date(entry.at),
        kind: entry.kind,
        subject_id: entry.subjectId,
        owner_id: entry.ownerId ?? null,
        summary: JSON.stringify(entry.summary),
      })),
    )
    .onConflict(['kind', 'subject_id'])
    .merge()
}

export const removeEntry = async (trx: Trx, kind: TimelineKind, subjectId: string): Promise<void> => {
  await trx('timeline').where({ kind, subject_id: subjectId }).delete()
}

export type TimelineRow = {
  at: number
  kind: TimelineKind
  subject_id: string
  owner_id: string | null
  owner_name: string | null
  summary: TimelineSummary
}
/** It is shown to everyone who sees tasks, and is not everyone's to open. */
export const isUnheldTask = (row: Pick<TimelineRow, 'kind' | 'owner_id'>): boolean =>
  row.kind === 'task' && row.owner_id === null

export type TimelineKey = { at: number; subjectId: string }

/** Lines older than the key, newest first, at most `limit`. Only kinds and owners within the reader's reach. */
export const readEntries = async (
  db: Queryable,
  page: { clientId: string; visible: VisibleKind[]; before?: TimelineKey; limit: number },
): Promise<TimelineRow[]> => {
  if (page.visible.length === 0) return []
  const query = db('timeline')
    .join('clients', 'clients.id', 'timeline.client_id')
    .leftJoin('users as owner', 'owner.id', 'timeline.owner_id')
    .select('timeline.at', 'timeline.kind', 'timeline.subject_id', 'timeline.owner_id', 'timeline.summary')
    .select({ owner_name: 'owner.name' })
    .where('timeline.client_id', page.clientId)
    .where((any) => page.visible.forEach((one) => void any.orWhere((each) => visibleOne(each, one))))
    .orderBy([
      { column: 'timeline.at', order: 'desc' },
      { column: 'timeline.subject_id', order: 'desc' },
    ])
    .limit(page.limit)
  if (page.before) {
    query.whereRaw('(timeline.at, timeline.subject_id) < (?, ?::uuid)', [
      new Date(page.before.at),
      page.before.subjectId,
    ])
  }
  return query
}

/** A queue's task that nobody has taken yet is everyone's who sees tasks. */
const visibleOne = (query: Knex.QueryBuilder, { kind, reach }: VisibleKind): void => {
  query.where('timeline.kind', kind).where((owned: Knex.QueryBuilder) => {
    owned.where((within) => {
      if (reach.kind === 'all') within.whereRaw('true')
      else withinReach(within, reach, { owner: 'timeline.owner_id', market: 'clients.market_id' })
    })
    if (kind === 'task') owned.orWhereNull('timeline.owner_id')
  })
}
