/**
 * What follows a merge or its undoing: the history of the card, in batches short enough for the readers of the log. A sweep
 * takes up what a crash has left.
 */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { placeOnce } from '#shared/clients/place-once.ts'
import {
  beginMoving,
  familyOf,
  findMerge,
  holders,
  holdMerge,
  type MergeRow,
  moveBack,
  moveOver,
  movingMerges,
  onceTables,
  place,
  placedOf,
  standingOf,
  stepMerge,
} from './merge.store.ts'

/** Rows a transaction. A thousand claims took up to 160 ms of two busy cores: a third of them is far from 200 (invariant 4). */
const BATCH = 300

/** Moves up to a batch; true when nothing is left, and the merge's state says so. */
export const moveBatch = async (trx: Trx, merge: MergeRow): Promise<boolean> => {
  await beginMoving(trx)
  const back = merge.state === 'undoing'
  const standing = await standingOf(trx, merge.client_id)
  const family = back ? await familyOf(trx, merge.merged_id) : []
  let left = BATCH
  for (const table of await holders(trx)) {
    left -= back
      ? await moveBack(trx, table, { from: standing, to: merge.merged_id, family, limit: left })
      : await moveOver(trx, table, { from: merge.merged_id, to: standing, limit: left })
    if (left <= 0) return false
  }
  return stepMerge(trx, merge.id, { from: merge.state, to: back ? 'undone' : 'done' })
}

/** Addresses and tags of a whole family, each where it belongs now; they are few. */
export const placeAll = async (trx: Trx, family: string[], roots: Map<string, string>): Promise<void> => {
  for (const table of onceTables) {
    const rows = await placedOf(trx, table, family)
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const move of placeOnce(rows, (home) => roots.get(home) ?? home)) {
      await place(trx, table, byId.get(move.id)!, move.to)
    }
  }
}

export const carryMerge = async (platform: Platform, mergeId: string): Promise<void> => {
  for (;;) {
    const done = await inTransaction(platform.db, async (trx) => {
      // One carries at a time: the other would find its rows gone, and think that none are left.
      await holdMerge(trx, mergeId)
      const merge = await findMerge(trx, mergeId)
      if (!merge || merge.state === 'done' || merge.state === 'undone') return true
      return moveBatch(trx, merge)
    })
    if (done) return
  }
}

export const carryMerges = async (platform: Platform): Promise<void> => {
  for (const { id } of await movingMerges(platform.db)) await carryMerge(platform, id)
}
