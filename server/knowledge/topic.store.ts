/** SQL of the topics that the house has: kinds of claims and topics of contacts, what came on each, what is written. */
import type { Queryable } from '#server/platform/database.ts'
import type { ArticleLanguage, TopicWeight } from '#shared/knowledge/article-gaps.ts'
import type { Named } from '#shared/sales/product.contract.ts'

/** What queues in use are for, and what is written about already. */
export const listTopics = async (q: Queryable): Promise<string[]> => {
  const { rows } = await q.raw<{ rows: { topic: string }[] }>(
    `select topic from queues where active
      union select topic from articles where topic is not null
      order by topic`,
  )
  return rows.map(({ topic }) => topic)
}

/** Those that claims are still opened of. */
export const listCategories = (q: Queryable): Promise<Named[]> =>
  q('claim_categories')
    .where({ active: true })
    .orderBy(['position', 'code'])
    .select({ id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' })

const LANGUAGES = (column: string) => `
  (select array_remove(array[
            case when bool_or(a.title_ru <> '') then 'ru' end,
            case when bool_or(a.title_en <> '') then 'en' end], null)
     from articles a where a.state = 'published' and ${column})`

/** A contact of a claim is counted once, whichever way it stands on it. */
const CATEGORIES = `
  select ca.id::text as key, ${LANGUAGES('a.category_id = ca.id')} as written,
         (select count(*)::int from claims cl where cl.category_id = ca.id and cl.opened_at >= :since) as claims,
         (select count(*)::int from (
            select cl.interaction_id from claims cl
             where cl.category_id = ca.id and cl.opened_at >= :since and cl.interaction_id is not null
            union
            select ci.interaction_id from claim_interactions ci join claims cl on cl.id = ci.claim_id
             where cl.category_id = ca.id and cl.opened_at >= :since) as contact) as contacts
    from claim_categories ca where ca.active`

const CONTACTS = `
  with came as (
    select i.topic, count(*)::int as contacts,
           coalesce(sum((select count(*) from claims cl where cl.interaction_id = i.id)), 0)::int as claims
      from interactions i where i.arrived_at >= :since and i.topic is not null group by i.topic),
  known as (select topic from queues where active union select topic from came)
  select known.topic as key, ${LANGUAGES('a.topic = known.topic')} as written,
         coalesce(came.claims, 0) as claims, coalesce(came.contacts, 0) as contacts
    from known left join came using (topic)`

type Row = { key: string; written: ArticleLanguage[] | null; claims: number; contacts: number }

/** @param since epoch ms: what came before it is not counted */
export const weighTopics = async (q: Queryable, since: number): Promise<TopicWeight[]> => {
  const bindings = { since: new Date(since) }
  const of = async (sql: string, kind: TopicWeight['topic']['kind']): Promise<TopicWeight[]> => {
    const { rows } = await q.raw<{ rows: Row[] }>(sql, bindings)
    return rows.map(({ key, written, claims, contacts }) => ({
      topic: { kind, key },
      written: written ?? [],
      claims,
      contacts,
    }))
  }
  return [...(await of(CATEGORIES, 'category')), ...(await of(CONTACTS, 'topic'))]
}

/** One message code for each thing that is not there; one out of use may stay: an article outlives it. */
export const findFaults = async (
  q: Queryable,
  given: { categoryId: string | null; productId: string | null; groupId: string | null },
): Promise<Record<string, string>> => {
  const faults: Record<string, string> = {}
  const check = async (field: string, table: string, id: string | null) => {
    if (id && !(await q(table).where({ id }).first('id'))) faults[field] = 'unknown'
  }
  await check('categoryId', 'claim_categories', given.categoryId)
  await check('productId', 'products', given.productId)
  await check('groupId', 'product_groups', given.groupId)
  return faults
}
