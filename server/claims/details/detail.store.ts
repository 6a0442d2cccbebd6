/** SQL of what a claim is about: its products, people, contacts, and what the form of its details chooses from. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { DetailNames, ProductLine } from '#shared/claims/details/detail.contract.ts'
import type { Named } from '#shared/sales/product.contract.ts'

const CHOICES = 100
const names = { id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' }
type Person = { id: string; name: string }
type Contact = DetailNames['interactions'][number]
export type DealChoice = { id: string; number: number; product: Named | null }

export const listProductLines = (q: Queryable, claimId: string): Promise<ProductLine[]> =>
  q('claim_products').where({ claim_id: claimId }).orderBy('position').select<ProductLine[]>({
    productId: 'product_id',
    quantity: 'quantity',
    unit: 'unit',
    batch: 'batch',
  })

/** There are exactly these afterwards, in this order. */
export const putProductLines = async (trx: Trx, claimId: string, lines: ProductLine[]): Promise<void> => {
  await trx('claim_products').where({ claim_id: claimId }).delete()
  if (lines.length === 0) return
  await trx('claim_products').insert(
    lines.map((line, position) => ({
      claim_id: claimId,
      position,
      product_id: line.productId,
      quantity: line.quantity,
      unit: line.unit,
      batch: line.batch,
    })),
  )
}

export const listPersonIds = (q: Queryable, claimId: string): Promise<string[]> =>
  q('claim_persons').where({ claim_id: claimId }).orderBy('person_id').pluck('person_id')

export const putPersons = async (trx: Trx, claimId: string, ids: string[]): Promise<void> => {
  await trx('claim_persons').where({ claim_id: claimId }).delete()
  const rows = [...new Set(ids)].map((person_id) => ({ claim_id: claimId, person_id }))
  if (rows.length > 0) await trx('claim_persons').insert(rows)
}

export const listInteractionIds = (q: Queryable, claimId: string): Promise<string[]> =>
  q('claim_interactions').where({ claim_id: claimId }).orderBy('interaction_id').pluck('interaction_id')

export const putInteractions = async (trx: Trx, claimId: string, ids: string[]): Promise<void> => {
  await trx('claim_interactions').where({ claim_id: claimId }).delete()
  const rows = [...new Set(ids)].map((interaction_id) => ({ claim_id: claimId, interaction_id }))
  if (rows.length > 0) await trx('claim_interactions').insert(rows)
}

/** How many of these are the client's own: all of them, or a reference points elsewhere. */
export const countOfClient = async (
  q: Queryable,
  table: 'persons' | 'interactions' | 'deals',
  clientId: string,
  ids: string[],
): Promise<number> => {
  const row = await q(table).whereIn('id', ids).where({ client_id: clientId }).count({ n: '*' }).first()
  return Number(row?.n ?? 0)
}

export const countProducts = async (q: Queryable, ids: string[]): Promise<number> => {
  const row = await q('products').whereIn('id', ids).count({ n: '*' }).first()
  return Number(row?.n ?? 0)
}

export const isActiveCause = async (q: Queryable, id: string): Promise<boolean> =>
  Boolean(await q('claim_causes').where({ id, active: true }).first('id'))

export const listCauses = (q: Queryable): Promise<Named[]> =>
  q('claim_causes').where({ active: true }).orderBy(['position', 'code']).select(names)

export const findCause = async (q: Queryable, id: string): Promise<Named | null> =>
  (await q('claim_causes').where({ id }).first(names)) ?? null

export const findDealNumber = async (q: Queryable, id: string): Promise<DetailNames['deal']> =>
  (await q('deals').where({ id }).first('id', 'number')) ?? null

export const namesOfProducts = (q: Queryable, ids: string[]): Promise<Named[]> =>
  q('products').whereIn('id', ids).select(names)

export const namesOfPersons = (q: Queryable, ids: string[]): Promise<Person[]> =>
  q('persons').whereIn('id', ids).orderBy('name').select('id', 'name')

const contact = { id: 'id', at: 'arrived_at', channel: 'channel' }

export const contactsOf = (q: Queryable, ids: string[]): Promise<Contact[]> =>
  q('interactions').whereIn('id', ids).orderBy('arrived_at').select(contact)

export const listContacts = (q: Queryable, reach: Reach, clientId: string): Promise<Contact[]> =>
  withinReach(q('interactions').where({ client_id: clientId }), reach, {
    owner: 'agent_id',
    market: 'market_id',
  })
    .orderBy('arrived_at', 'desc')
    .limit(CHOICES)
    .select(contact)

export const listPersons = (q: Queryable, clientId: string): Promise<Person[]> =>
  q('persons').where({ client_id: clientId }).orderBy('name').limit(CHOICES).select('id', 'name')

export const listDeals = async (q: Queryable, reach: Reach, clientId: string): Promise<DealChoice[]> => {
  const theirs = q('deals as d')
    .leftJoin('products as p', 'p.id', 'd.product_id')
    .where('d.client_id', clientId)
  const rows = await withinReach(theirs, reach, { owner: 'd.manager_id', market: 'd.market_id' })
    .orderBy('d.opened_at', 'desc')
    .limit(CHOICES)
    .select({
      id: 'd.id',
      number: 'd.number',
      productId: 'p.id',
      code: 'p.code',
      nameRu: 'p.name_ru',
      nameEn: 'p.name_en',
    })
  return rows.map(({ id, number, productId, code, nameRu, nameEn }) => ({
    id,
    number,
    product: productId ? { id: productId, code, nameRu, nameEn } : null,
  }))
}
