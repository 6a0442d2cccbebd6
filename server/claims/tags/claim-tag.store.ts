/** SQL of the tags that claims bear; the tags themselves are the house's. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type TagRow = { id: string; name: string }

/** By claim, in the order of the words. */
export const tagsOfClaims = async (
  q: Queryable,
  claimIds: readonly string[],
): Promise<Map<string, TagRow[]>> => {
  const rows = await q('claim_tags')
    .join('tags', 'tags.id', 'claim_tags.tag_id')
    .whereIn('claim_tags.claim_id', claimIds)
    .orderBy('tags.search')
    .select<(TagRow & { claim_id: string })[]>('claim_tags.claim_id', 'tags.id', 'tags.name')
  const byClaim = new Map<string, TagRow[]>()
  for (const { claim_id, id, name } of rows)
    byClaim.set(claim_id, [...(byClaim.get(claim_id) ?? []), { id, name }])
  return byClaim
}

/** False when it was there already. */
export const putClaimTag = async (
  trx: Trx,
  put: { claimId: string; tagId: string; by: string; at: number },
): Promise<boolean> => {
  const rows = await trx('claim_tags')
    .insert({ claim_id: put.claimId, tag_id: put.tagId, added_by: put.by, added_at: new Date(put.at) })
    .onConflict(['claim_id', 'tag_id'])
    .ignore()
    .returning('tag_id')
  return rows.length > 0
}

/** False when it was not there. */
export const takeClaimTag = async (trx: Trx, claimId: string, tagId: string): Promise<boolean> =>
  (await trx('claim_tags').where({ claim_id: claimId, tag_id: tagId }).delete()) > 0

/** Tags that stand on claims, the most used first. */
export const listClaimTags = (q: Queryable): Promise<(TagRow & { claims: number })[]> =>
  q('tags')
    .join('claim_tags', 'claim_tags.tag_id', 'tags.id')
    .groupBy('tags.id')
    .orderByRaw('count(*) desc, tags.search')
    .limit(100)
    .select('tags.id', 'tags.name', q.raw('count(*)::int as claims'))
