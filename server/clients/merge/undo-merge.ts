/** Parts two merged cards again, in whatever order merges were made: each gets back what is its own. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { clientEdited, clientParted } from '#shared/clients/client.events.ts'
import type { Merge } from '#shared/clients/merge.contract.ts'
import { sameValue } from '#shared/organisation/custom-value.ts'
import { lockedFor } from '../client.policy.ts'
import { type CardField, type ClientRow, clientById, fieldOf, updateClient } from '../client.store.ts'
import { carryMerge, moveBatch, placeAll } from './carry-merge.ts'
import { mustHaveArrived } from './merge.policy.ts'
import {
  beginMoving,
  familyOf,
  findMerge,
  holdCards,
  type MergeRow,
  setMergedInto,
  standingMerges,
  standingOf,
  stepMerge,
  writeTaken,
} from './merge.store.ts'
import { presentMerge } from './read-merges.ts'

/** @throws 409 `merge_moving` while a history of these cards is on the way, `merge_undone`; 404, 403 */
export const undoMerge = async (
  platform: Platform,
  actor: Actor,
  { clientId, mergeId }: { clientId: string; mergeId: string },
): Promise<Merge> => {
  const at = platform.clock.now()
  await inTransaction(platform.db, async (trx) => {
    await lockedFor(trx, actor, 'client.merge', clientId)
    const merge = await findMerge(trx, mergeId)
    const family = await familyOf(trx, clientId)
    if (!merge || !family.includes(merge.client_id)) throw notFound('merge', mergeId)
    await holdCards(trx, family)
    await mustHaveArrived(trx, family)
    if (!(await stepMerge(trx, mergeId, { from: 'done', to: 'undoing', by: actor.userId, at }))) {
      throw conflict(merge.state === 'undone' ? 'merge_undone' : 'merge_moving')
    }
    await part(trx, { ...merge, state: 'undoing' }, family, { actorId: actor.userId, at })
  })
  await carryMerge(platform, mergeId)
  return presentMerge((await findMerge(platform.db, mergeId))!)
}

const part = async (
  trx: Trx,
  merge: MergeRow,
  family: string[],
  act: { actorId: string; at: number },
): Promise<void> => {
  const standing = await standingOf(trx, merge.client_id)
  await beginMoving(trx)
  await giveBackFields(trx, merge, act)
  await setMergedInto(trx, merge.merged_id, null)
  const parted = await familyOf(trx, merge.merged_id)
  const roots = new Map(family.map((one) => [one, parted.includes(one) ? merge.merged_id : standing]))
  await placeAll(trx, family, roots)
  await moveBatch(trx, merge)
  for (const subjectId of new Set([standing, merge.client_id, merge.merged_id])) {
    const data = { mergeId: merge.id, mergedId: merge.merged_id }
    await appendEvent(trx, clientParted, { subjectId, actorId: act.actorId, at: act.at, data })
  }
}

/**
 * A field that was taken, and is still as it was taken, becomes what it was before; what a later merge has taken over it
 * gives back that instead. What somebody edited since stays edited.
 */
const giveBackFields = async (
  trx: Trx,
  merge: MergeRow,
  act: { actorId: string; at: number },
): Promise<void> => {
  const client = (await clientById(trx, merge.client_id))!
  const later = (await standingMerges(trx, [merge.client_id])).filter(({ id }) => id > merge.id)
  const back: Record<string, unknown> = {}
  for (const [field, { before, after }] of Object.entries(merge.taken)) {
    const key = field as keyof MergeRow['taken']
    const over = later.find((one) => one.taken[key] !== undefined)
    if (!over) {
      if (sameValue(standsAt(client, field), after)) back[field] = before
    } else if (sameValue(over.taken[key]!.before, after)) {
      over.taken[key]!.before = before
      await writeTaken(trx, over.id, over.taken)
    }
  }
  if (!(await updateClient(trx, client, { ...back, at: act.at }))) throw conflict('stale')
  const fields = Object.keys(back).filter((field) => field !== 'provisional')
  const data = { version: client.version + 1, fields }
  await appendEvent(trx, clientEdited, { subjectId: client.id, actorId: act.actorId, at: act.at, data })
}

const standsAt = (client: ClientRow, field: string): unknown =>
  field === 'provisional' ? client.provisional : fieldOf(client, field as CardField)
