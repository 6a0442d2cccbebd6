/** SQL of clients. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type NewClient = {
  kind: 'company' | 'person'
  name: string
  provisional?: boolean
  marketId: string
  country?: string | null
  region?: string | null
  industry?: string | null
  source?: string | null
  taxNumber?: string | null
  language: 'ru' | 'en'
  managerId?: string | null
  at: number
}

export const insertClient = async (trx: Trx, client: NewClient): Promise<string> => {
  const [row] = await trx('clients')
    .insert({
      kind: client.kind,
      name: client.name,
      provisional: client.provisional ?? false,
      market_id: client.marketId,
      country: client.country ?? null,
      region: client.region ?? null,
      industry: client.industry ?? null,
      source: client.source ?? null,
      tax_number: client.taxNumber ?? null,
      language: client.language,
      manager_id: client.managerId ?? null,
      created_at: new Date(client.at),
      updated_at: new Date(client.at),
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

/** Whoever makes a card of this number waits for the other who is at it, until the transaction ends. */
export const lockAddress = async (trx: Trx, value: string): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`address:${value}`])
}

export const findProvisionalByPhone = async (db: Queryable, value: string): Promise<string | null> => {
  const row = await db('clients')
    .join('addresses', 'addresses.client_id', 'clients.id')
    .where({ 'clients.provisional': true, 'addresses.kind': 'phone', 'addresses.value': value })
    .orderBy('clients.id')
    .first<{ id: string } | undefined>('clients.id')
  return row?.id ?? null
}
