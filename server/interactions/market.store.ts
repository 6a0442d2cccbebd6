/** Which market an interaction falls to. */
import type { Queryable } from '../platform/database.ts'

export const clientMarket = async (db: Queryable, clientId: string): Promise<string | null> => {
  const row = await db('clients')
    .where({ id: clientId })
    .first<{ market_id: string } | undefined>('market_id')
  return row?.market_id ?? null
}

/** A caller whom nothing places falls to the first market. */
export const firstMarket = async (db: Queryable): Promise<string> => {
  const row = await db('markets').orderBy('code').first<{ id: string } | undefined>('id')
  if (!row) throw new Error('the hub has no market')
  return row.id
}
