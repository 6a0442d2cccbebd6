/** SQL of what the words of a file are looked up in. */
import { listFields } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import {
  type Lookups,
  lookupsOf,
  type ManagerFacts,
  type MarketFacts,
} from '#shared/clients/import/lookups.ts'

export const openLookups = async (db: Queryable): Promise<Lookups> => {
  const markets = await db('markets').select<MarketFacts[]>('id', 'code', {
    nameRu: 'name_ru',
    nameEn: 'name_en',
    region: 'default_region',
  })
  const managers = await db('users').where({ active: true }).select<ManagerFacts[]>('id', 'name', 'email')
  const fields = await listFields(db, 'client')
  return lookupsOf(
    markets,
    managers,
    fields.filter(({ archived }) => !archived),
  )
}
