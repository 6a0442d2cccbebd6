/** The rows of branches of trade. */
import type { Dictionary } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { ListedCode } from '#shared/clients/listed-code.ts'

/** As the administration of lists edits it. A card may hold what is on no list. */
export const industryDictionary: Dictionary = {
  code: 'client-industries',
  table: 'client_industries',
  shape: 'flat',
  active: { column: 'active', on: true },
  mayBeEmpty: true,
}

/** In order, those that are switched off too. */
export const listIndustries = (db: Queryable): Promise<ListedCode[]> =>
  db('client_industries')
    .orderBy(['position', 'id'])
    .select({ code: 'code', nameRu: 'name_ru', nameEn: 'name_en', active: 'active' })
