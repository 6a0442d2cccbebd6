/** The rows of sources of clients. */
import type { Dictionary } from '#server/organisation/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { ListedCode } from '#shared/clients/listed-code.ts'

/** As the administration of lists edits it. */
export const sourceDictionary: Dictionary = {
  code: 'client-sources',
  table: 'client_sources',
  shape: 'flat',
  active: { column: 'active', on: true },
}

/** In order, those that are switched off too. */
export const listSources = (db: Queryable): Promise<ListedCode[]> =>
  db('client_sources')
    .orderBy(['position', 'id'])
    .select({ code: 'code', nameRu: 'name_ru', nameEn: 'name_en', active: 'active' })

/** May be written on a card now. */
export const isSource = async (db: Queryable, code: string): Promise<boolean> =>
  (await db('client_sources').where({ code, active: true }).first('id')) !== undefined
