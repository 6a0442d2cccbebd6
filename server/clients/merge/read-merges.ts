/** What was merged into a card, at any depth, and not parted yet. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { Merge } from '#shared/clients/merge.contract.ts'
import { readableClient } from '../client.policy.ts'
import { familyOf, type MergeRow, standingMerges } from './merge.store.ts'

export const presentMerge = (row: MergeRow): Merge => ({
  id: row.id,
  mergedId: row.merged_id,
  mergedName: row.merged_name,
  state: row.state,
  byName: row.by_name,
  at: row.merged_at,
})

/** @throws 404 */
export const readMerges = async (
  db: Queryable,
  actor: Actor,
  clientId: string,
): Promise<{ merges: Merge[] }> => {
  await readableClient(db, actor, clientId)
  const family = await familyOf(db, clientId)
  return { merges: (await standingMerges(db, family)).map(presentMerge) }
}
