/** Saved views: read with their counts, kept, changed, removed. A view is its owner’s; a shared one is read by all. */
import { type Actor, may } from '#server/platform/actor.ts'
import { type Database, inTransaction, type Queryable, type Trx } from '#server/platform/database.ts'
import { conflict, denied, HubError, notFound } from '#server/platform/errors.ts'
import type { ClaimView } from '#shared/claims/list/claim-view.contract.ts'
import { countClaims } from '../list/list-claims.ts'
import {
  countViews,
  deleteView,
  insertView,
  isTaken,
  listViewRows,
  lockView,
  updateView,
  type ViewRow,
  type ViewShown,
} from './view.store.ts'

/** Each is counted whenever the list is read: so many, and no more. */
const VIEWS_OF_ONE = 20

export const readViews = async (
  q: Queryable,
  actor: Actor,
  now: number,
): Promise<{ views: ClaimView[]; mayShare: boolean }> => {
  const views: ClaimView[] = []
  for (const row of await listViewRows(q, actor.userId))
    views.push(presentView(row, actor, await countIfAny(q, actor, row, now)))
  return { views, mayShare: may(actor, 'claim.lead') }
}

/** Null for a view that asks what can be asked no more, as of an option that is gone: it stands, and hides no other. */
const countIfAny = async (q: Queryable, actor: Actor, { filter }: ViewRow, now: number) => {
  try {
    return (await countClaims(q, actor, filter, now)).total
  } catch (error) {
    if (error instanceof HubError && error.code === 'invalid') return null
    throw error
  }
}

const present = async (q: Queryable, actor: Actor, row: ViewRow, now: number): Promise<ClaimView> =>
  presentView(row, actor, (await countClaims(q, actor, row.filter, now)).total)

const presentView = (row: ViewRow, actor: Actor, count: number | null): ClaimView => {
  const { id, name, shared, filter, sort, columns, version } = row
  const mine = row.owner_id === actor.userId
  return { id, name, shared, filter, sort, columns, version, mine, owner: row.owner_name, count }
}

const checkShown = async (trx: Trx, actor: Actor, shown: ViewShown, but?: string): Promise<void> => {
  if (shown.shared && !may(actor, 'claim.lead')) throw denied('claim.lead')
  if (await isTaken(trx, actor.userId, shown.name, but)) throw conflict('exists')
}

/** @throws 403; 409 `exists`, `too_many_views` */
export const addView = (db: Database, actor: Actor, shown: ViewShown, now: number): Promise<ClaimView> =>
  inTransaction(db, async (trx) => {
    await checkShown(trx, actor, shown)
    if ((await countViews(trx, actor.userId)) >= VIEWS_OF_ONE)
      throw conflict('too_many_views', { limit: VIEWS_OF_ONE })
    const id = await insertView(trx, { ...shown, ownerId: actor.userId, madeAt: now })
    return present(trx, actor, (await lockView(trx, actor.userId, id)) as ViewRow, now)
  })

/** @throws as `addView`; 404 for another’s; 409 `stale` */
export const editView = (
  db: Database,
  actor: Actor,
  { id, version, ...shown }: ViewShown & { id: string; version: number },
  now: number,
): Promise<ClaimView> =>
  inTransaction(db, async (trx) => {
    const view = await lockView(trx, actor.userId, id)
    if (!view) throw notFound('claim_view', id)
    await checkShown(trx, actor, shown, id)
    if (!(await updateView(trx, id, version, shown))) throw conflict('stale', { version: view.version })
    return present(trx, actor, (await lockView(trx, actor.userId, id)) as ViewRow, now)
  })

/** @throws 404 for another’s */
export const removeView = (db: Database, actor: Actor, id: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    if (!(await deleteView(trx, actor.userId, id))) throw notFound('claim_view', id)
  })
