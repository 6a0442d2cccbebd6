/** SQL of what past claims have in common with one at hand. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { ClaimState } from '#shared/claims/claim.state.ts'
import { claimColumns } from '../claim.store.ts'

export type LikeRow = {
  id: string
  words: number
  same_batch: boolean
  same_cause: boolean
  same_product: boolean
  same_category: boolean
  score: number
}

/** Of a claim’s words the rarest tell what it is about; one that no other claim has tells nothing. */
const WORDS = 15
/** A word counted so often is common: how much more makes no difference. */
const COMMON = 2_000
/** What each thing in common is worth against all the words, which are worth 1. */
const WORTH = { batch: 0.8, cause: 0.25, product: 0.3, category: 0.1 }
/** Words in common by chance are no likeness. */
const LEAST = 0.2

/**
 * The likest first. A word weighs by how rare it is (the logarithm of how many claims there are for each that has it), and
 * words in common count by their share of the weight of all words asked for.
 */
export const listLike = async (
  q: Queryable,
  reach: Reach,
  { id, states, limit }: { id: string; states: readonly ClaimState[]; limit: number },
): Promise<LikeRow[]> => {
  const words = await rareWords(q, id)
  const within = withinReach(q('claims as cl').select('cl.id'), reach, claimColumns)
    .whereIn('cl.state', states)
    .whereNot('cl.id', id)
  const { rows } = await q.raw<{ rows: LikeRow[] }>(
    `with asked as (select id, product_id, category_id, cause_id from claims where id = :id),
          batches as (select batch_key from claim_products where claim_id = :id and batch_key is not null),
          products as (select product_id from asked union
                       select product_id from claim_products where claim_id = :id),
          words as (select * from unnest(:words::text[], :weights::float8[]) as w (word, weight)),
          of_batch as (select distinct p.claim_id from claim_products p join batches using (batch_key)),
          of_product as (select c.id as claim_id from claims c join products using (product_id) union
                         select p.claim_id from claim_products p join products using (product_id)),
          near as (select c.id from claims c where c.search @@ :any::tsquery union
                   select claim_id from of_batch union
                   select claim_id from of_product),
          past as (select c.id, c.opened_at,
                          c.id in (select claim_id from of_batch) as same_batch,
                          coalesce(c.cause_id = asked.cause_id, false) as same_cause,
                          c.id in (select claim_id from of_product) as same_product,
                          c.category_id = asked.category_id as same_category,
                          coalesce((select sum(weight) from words
                                     where c.search @@ quote_literal(word)::tsquery), 0)
                            / greatest(:all::float8, 1e-9) as words
                     from near join claims c using (id) cross join asked
                    where c.id in (:within))
     select *, words + case when same_batch then :batch::float8 else 0 end
                     + case when same_cause then :cause::float8 else 0 end
                     + case when same_product then :product::float8 else 0 end
                     + case when same_category then :category::float8 else 0 end as score
       from past
      order by score desc, opened_at desc, id
      limit :limit`,
    {
      id,
      words: words.map(({ word }) => word),
      weights: words.map(({ weight }) => weight),
      any: words.map(({ word }) => `'${word.replaceAll("'", "''")}'`).join(' | '),
      all: words.reduce((sum, { weight }) => sum + weight, 0),
      within,
      ...WORTH,
      limit,
    },
  )
  return rows.filter(({ score }) => score >= LEAST)
}

const rareWords = async (q: Queryable, id: string): Promise<{ word: string; weight: number }[]> => {
  const { rows } = await q.raw<{ rows: { word: string; weight: number }[] }>(
    `with words as (select lexeme as word from claims, unnest(to_tsvector('russian', description))
                     where id = :id and lexeme !~ '[\\\\]' and length(lexeme) > 2),
          counted as (select word, (select count(*) from (select 1 from claims
                                     where search @@ quote_literal(word)::tsquery limit :common) as has) as claims
                        from words)
     select word, ln((select greatest(reltuples, 1) + :common from pg_class where oid = 'claims'::regclass) / claims)::float8
              as weight
       from counted where claims > 1
      order by claims, word limit :words`,
    { id, common: COMMON, words: WORDS },
  )
  return rows
}
