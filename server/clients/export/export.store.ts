/** SQL of the export: cards page by page, each with all that stands on it. */

import { whereCustom } from '#server/organisation/index.ts'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReaches } from '#server/platform/reach.ts'
import type { CustomCondition } from '#shared/organisation/custom-filter.ts'
import type { CustomValues } from '#shared/organisation/custom-value.ts'

export type ExportRow = {
  id: string
  kind: 'company' | 'person'
  name: string
  market: string
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
  tax_number: string | null
  language: 'ru' | 'en'
  manager: string | null
  created_at: number
  phones: string[]
  emails: string[]
  others: string[]
  persons: string[]
  tags: string[]
  custom: CustomValues
}

const addresses = (kinds: string, shown: string) =>
  `array(select ${shown} from addresses where client_id = clients.id and kind ${kinds} order by id)`

/** In the order they were made, after the one given. */
export const readExportPage = async (
  db: Queryable,
  reaches: Reach[],
  page: {
    tags: string[]
    sources: string[]
    custom: readonly CustomCondition[]
    after: string | null
    limit: number
    language: 'ru' | 'en'
  },
): Promise<ExportRow[]> => {
  const query = db('clients')
    .join('markets', 'markets.id', 'clients.market_id')
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .leftJoin('client_industries', 'client_industries.code', 'clients.industry')
    .leftJoin('client_sources', 'client_sources.code', 'clients.source')
    .whereNull('clients.merged_into')
    .whereNull('clients.erased_at')
    .orderBy('clients.id')
    .limit(page.limit)
  withinReaches(query, reaches, { owner: 'clients.manager_id', market: 'clients.market_id' })
  for (const tag of page.tags) {
    query.whereIn('clients.id', db('client_tags').select('client_id').where('tag_id', tag))
  }
  if (page.sources.length > 0) query.whereIn('clients.source', page.sources)
  whereCustom(query, 'clients.custom', page.custom)
  if (page.after) query.where('clients.id', '>', page.after)
  return query.select({
    id: 'clients.id',
    kind: 'clients.kind',
    name: 'clients.name',
    country: 'clients.country',
    region: 'clients.region',
    // What was typed is no code of a list.
    industry: db.raw('coalesce(??, clients.industry)', [`client_industries.name_${page.language}`]),
    source: db.raw('coalesce(??, clients.source)', [`client_sources.name_${page.language}`]),
    tax_number: 'clients.tax_number',
    language: 'clients.language',
    custom: 'clients.custom',
    created_at: 'clients.created_at',
    market: `markets.name_${page.language}`,
    manager: 'manager.name',
    phones: db.raw(addresses(`= 'phone'`, 'value')),
    emails: db.raw(addresses(`= 'email'`, 'value')),
    others: db.raw(addresses(`not in ('phone', 'email')`, `kind || ': ' || value`)),
    persons: db.raw(
      `array(select name || coalesce(', ' || position, '') from persons
                where client_id = clients.id and left_at is null order by id)`,
    ),
    tags: db.raw(
      `array(select tags.name from client_tags join tags on tags.id = client_tags.tag_id
                where client_tags.client_id = clients.id order by tags.search)`,
    ),
  })
}
