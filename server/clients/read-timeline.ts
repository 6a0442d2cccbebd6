/** A page of a client's timeline, newest first, by key: lines that come meanwhile neither repeat nor hide one. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { TimelineItem, TimelineKind } from '#shared/clients/timeline.contract.ts'
import { readableClient } from './client.policy.ts'
import { presentItem } from './client.present.ts'
import { visibleKinds } from './timeline.policy.ts'
import { readEntries, type TimelineKey } from './timeline.store.ts'

export type TimelinePage = { clientId: string; kind?: TimelineKind; before?: string; limit: number }

/** @throws 404 `not_found` when the card is out of the actor's reach */
export const readTimeline = async (
  db: Queryable,
  actor: Actor,
  page: TimelinePage,
): Promise<{ items: TimelineItem[]; next: string | null }> => {
  await readableClient(db, actor, page.clientId)
  const rows = await readEntries(db, {
    clientId: page.clientId,
    visible: visibleKinds(actor, page.kind),
    before: page.before === undefined ? undefined : toKey(page.before),
    // One more than is shown tells whether there is more.
    limit: page.limit + 1,
  })
  const items = rows.slice(0, page.limit).map(presentItem)
  const last = items.at(-1)
  return { items, next: rows.length > page.limit && last ? `${last.at}_${last.subjectId}` : null }
}

const toKey = (key: string): TimelineKey => {
  const [at = '', subjectId = ''] = key.split('_')
  return { at: Number(at), subjectId }
}
