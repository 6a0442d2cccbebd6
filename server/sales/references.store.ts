/** What a new deal or claim points at: is it there, does it belong together, may this reader see it? */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'

export type ServedClient = {
  id: string
  name: string
  marketId: string
  marketCode: string
  marketCurrency: string
}

/** The client with its market, if it lies within the reader's reach and is not erased. */
export const findServedClient = async (
  q: Queryable,
  reach: Reach,
  clientId: string,
): Promise<ServedClient | null> => {
  const query = q('clients as c')
    .join('markets as m', 'm.id', 'c.market_id')
    .where('c.id', clientId)
    .whereNull('c.erased_at')
  const row = await withinReach(query, reach, { owner: 'c.manager_id', market: 'c.market_id' }).first({
    id: 'c.id',
    name: 'c.name',
    marketId: 'c.market_id',
    marketCode: 'm.code',
    marketCurrency: 'm.currency',
  })
  return (row as ServedClient | undefined) ?? null
}

export type References = {
  clientId: string
  personId?: string | null
  interactionId?: string | null
  productId?: string | null
}

/** One message code for each field that points nowhere or at another client's person or interaction. */
export const findReferenceFaults = async (
  q: Queryable,
  refs: References,
): Promise<Record<string, string>> => {
  const fields: Record<string, string> = {}
  if (refs.personId) {
    const person = await q('persons').where({ id: refs.personId, client_id: refs.clientId }).first('id')
    if (!person) fields.personId = 'not_of_client'
  }
  if (refs.interactionId) {
    const row = await q('interactions').where({ id: refs.interactionId }).first('client_id')
    if (!row || (row.client_id !== null && row.client_id !== refs.clientId)) {
      fields.interactionId = 'not_of_client'
    }
  }
  if (refs.productId) {
    const product = await q('products').where({ id: refs.productId, active: true }).first('id')
    if (!product) fields.productId = 'unknown'
  }
  return fields
}

export const isActiveUser = async (q: Queryable, userId: string): Promise<boolean> =>
  Boolean(await q('users').where({ id: userId, active: true }).first('id'))
