/** The SQL of markets' administration. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { MarketFull } from '#shared/organisation/market.contract.ts'

export type MarketEdit = Partial<Omit<MarketFull, 'id' | 'code' | 'version'>>

const editable = {
  nameRu: 'name_ru',
  nameEn: 'name_en',
  language: 'language',
  currency: 'currency',
  zone: 'zone',
  defaultRegion: 'default_region',
  calendarId: 'calendar_id',
}
const columns = { id: 'id', code: 'code', ...editable, version: 'version' }

export const listAllMarkets = (db: Queryable): Promise<MarketFull[]> =>
  db('markets').orderBy('id').select(columns)

export const findMarket = (db: Queryable, id: string): Promise<MarketFull | undefined> =>
  db('markets').where({ id }).first(columns)

/** Writes if the version is still the one that was read. */
export const updateMarket = async (
  trx: Trx,
  id: string,
  version: number,
  edit: MarketEdit,
): Promise<boolean> => {
  const changed = await trx('markets')
    .where({ id, version })
    .update({ ...columnsOf(edit), version: version + 1 })
  return changed === 1
}

/** Those fields that are given, by their columns. */
export const columnsOf = (edit: MarketEdit): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(editable).map(([field, column]) => [column, edit[field as keyof MarketEdit]]),
  )
