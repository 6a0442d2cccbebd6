/** SQL of what the public form offers. */
import type { Queryable } from '#server/platform/database.ts'

export type FormMarket = { id: string; nameRu: string; nameEn: string; language: 'ru' | 'en' }

export const listFormMarkets = (q: Queryable): Promise<FormMarket[]> =>
  q('markets')
    .orderBy('code')
    .select({ id: 'id', nameRu: 'name_ru', nameEn: 'name_en', language: 'language' })

/** With the country by whose plan its phones are read. */
export const findFormMarket = (q: Queryable, id: string): Promise<{ region: string } | undefined> =>
  q('markets').where({ id }).first<{ region: string } | undefined>({ region: 'default_region' })
