/** SQL of tags. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type TagRow = { id: string; name: string }

/** The tag of this word, made if there is none; two who make it at once get the same. */
export const ensureTag = async (
  trx: Trx,
  tag: { name: string; createdBy: string; at: number },
): Promise<TagRow> => {
  const row = { name: tag.name, created_by: tag.createdBy, created_at: new Date(tag.at) }
  const made = await trx('tags').insert(row).onConflict('search').ignore().returning<TagRow[]>(['id', 'name'])
  return (
    made[0] ?? (await trx('tags').whereRaw('search = fold_text(?)', [tag.name]).first<TagRow>(['id', 'name']))
  )
}

export const tagsOf = async (db: Queryable, clientId: string): Promise<TagRow[]> =>
  db('client_tags')
    .join('tags', 'tags.id', 'client_tags.tag_id')
    .where('client_tags.client_id', clientId)
    .orderBy('tags.search')
    .select<TagRow[]>('tags.id', 'tags.name')

/** Of many cards at once. */
export const tagsOfMany = async (
  db: Queryable,
  clientIds: string[],
): Promise<(TagRow & { client_id: string })[]> =>
  db('client_tags')
    .join('tags', 'tags.id', 'client_tags.tag_id')
    .whereIn('client_tags.client_id', clientIds)
    .orderBy('tags.search')
    .select('client_tags.client_id', 'tags.id', 'tags.name')

/** False when it was there already. */
export const putTag = async (
  trx: Trx,
  put: { clientId: string; tagId: string; by: string; at: number },
): Promise<boolean> => {
  const rows = await trx('client_tags')
    .insert({ client_id: put.clientId, tag_id: put.tagId, added_by: put.by, added_at: new Date(put.at) })
    .onConflict(['client_id', 'tag_id'])
    .ignore()
    .returning('tag_id')
  return rows.length > 0
}

/** Off the card and all that is merged into it; false when it was not there. */
export const takeTag = async (trx: Trx, family: string[], tagId: string): Promise<boolean> =>
  (await trx('client_tags').whereIn('client_id', family).where({ tag_id: tagId }).delete()) > 0

export const findTags = async (
  db: Queryable,
  text: string,
  limit: number,
): Promise<(TagRow & { clients: number })[]> =>
  db('tags')
    .leftJoin('client_tags', 'client_tags.tag_id', 'tags.id')
    .whereRaw(`strpos(tags.search, fold_text(?)) > 0 or ? = ''`, [text, text])
    .groupBy('tags.id')
    .orderByRaw('count(client_tags.client_id) desc, tags.search')
    .limit(limit)
    .select('tags.id', 'tags.name')
    .count({ clients: 'client_tags.client_id' })
