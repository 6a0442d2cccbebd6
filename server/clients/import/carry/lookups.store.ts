/** SQL of what the words of a file are looked up in. */
import { listFields } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import {
  type Lookups,
  lookupsOf,
  type ManagerFacts,
  type MarketFacts,
} from '#shared/clients/import/lookups.ts'
import { listIndustries } from '../../industry.store.ts'
import { listSources } from '../../source.store.ts'

export const openLookups = async (db: Queryable): Promise<Lookups> => {
  const markets = await db('markets').select<MarketFacts[]>('id', 'code', {
    nameRu: 'name_ru',
    nameEn: 'name_en',
    region: 'default_region',
  })
  const users = await db('users').select<(ManagerFacts & { active: boolean })[]>(
    'id',
    'name',
    'email',
    'active',
  )
  const fields = await listFields(db, 'client')
  return lookupsOf(
    markets,
    users.filter(({ active }) => active),
    fields.filter(({ archived }) => !archived),
    {
      former: users.filter(({ active }) => !active),
      sources: await listSources(db),
      industries: await listIndustries(db),
    },
  )
}
