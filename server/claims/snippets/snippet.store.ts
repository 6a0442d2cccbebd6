/** SQL of snippets. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { NewSnippet } from '#shared/claims/snippets/snippet.contract.ts'

export type SnippetRow = {
  id: string
  /** Null: everybody's. */
  owner_id: string | null
  code: string
  name: string
  text_ru: string
  text_en: string
  active: boolean
  version: number
}

const snippets = (q: Queryable): Knex.QueryBuilder =>
  q('snippets').select('id', 'owner_id', 'code', 'name', 'text_ru', 'text_en', 'active', 'version')

const seenBy = (query: Knex.QueryBuilder, userId: string): Knex.QueryBuilder =>
  query.where((either) => either.where('owner_id', userId).orWhereNull('owner_id'))

/** One's own, then everybody's. */
export const listSnippetRows = (q: Queryable, userId: string): Promise<SnippetRow[]> =>
  seenBy(snippets(q), userId).orderByRaw('owner_id is null, code')

export const findSnippet = async (q: Queryable, userId: string, id: string): Promise<SnippetRow | null> =>
  (await seenBy(snippets(q).where({ id }), userId).first()) ?? null

/** As `findSnippet`, and nobody else changes it until the transaction ends. */
export const lockSnippet = async (trx: Trx, userId: string, id: string): Promise<SnippetRow | null> =>
  (await seenBy(snippets(trx).where({ id }), userId).forUpdate().first()) ?? null

export const isCodeTaken = async (
  trx: Trx,
  { code, ownerId, but }: { code: string; ownerId: string | null; but?: string | undefined },
): Promise<boolean> => {
  const others = trx('snippets').where({ code, owner_id: ownerId })
  if (but) others.whereNot({ id: but })
  return Boolean(await others.first('id'))
}

type Written = Omit<NewSnippet, 'shared'> & { ownerId: string | null }

const rowOf = ({ code, name, textRu, textEn, ownerId }: Written) => ({
  code,
  name,
  text_ru: textRu,
  text_en: textEn,
  owner_id: ownerId,
})

export const insertSnippet = async (trx: Trx, written: Written, at: number): Promise<string> => {
  const row = { ...rowOf(written), made_at: new Date(at) }
  const [made] = await trx('snippets').insert(row).returning<{ id: string }[]>('id')
  return (made as { id: string }).id
}

/** False when it is another version by now. */
export const updateSnippet = async (
  trx: Trx,
  { id, version }: { id: string; version: number },
  { active, ...written }: Written & { active: boolean },
): Promise<boolean> =>
  (await trx('snippets')
    .where({ id, version })
    .update({ ...rowOf(written), active, version: version + 1 })) === 1
