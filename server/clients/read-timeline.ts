/** A page of a client's timeline, newest first, by key: lines that come meanwhile neither repeat nor hide one. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { TimelineItem, TimelineKind } from '#shared/clients/timeline.contract.ts'
import { readableClient } from './client.policy.ts'
import { presentItem } from './client.present.ts'
import { visibleKinds } from './timeline.policy.ts'
import { isUnheldTask, readEntries, type TimelineKey } from './timeline.store.ts'
import { waitingTasks } from './waiting-task.store.ts'

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
  const shown = rows.slice(0, page.limit)
  const unheld = shown.filter(isUnheldTask).map((row) => row.subject_id)
  const waiting = unheld.length > 0 ? await waitingTasks(db, readerOf(actor), unheld) : []
  const items = shown.map((row) =>
    presentItem(
      row,
      waiting.find(({ id }) => row.kind === 'task' && id === row.subject_id),
    ),
  )
  const last = items.at(-1)
  return { items, next: rows.length > page.limit && last ? `${last.at}_${last.subjectId}` : null }
}

const readerOf = (actor: Actor) => ({ reach: reachOf(actor, 'task.read'), userId: actor.userId })

const toKey = (key: string): TimelineKey => {
  const [at = '', subjectId = ''] = key.split('_')
  return { at: Number(at), subjectId }
}
