/** The countries whose phone plans the hub's markets use. */
import type { Queryable } from '../platform/database.ts'

/** Those of markets that speak this language first. */
export const phoneRegions = async (db: Queryable, language: 'ru' | 'en'): Promise<string[]> => {
  const rows = await db('markets')
    .orderByRaw('(language = ?) desc, code', [language])
    .select<{ default_region: string }[]>('default_region')
  return [...new Set(rows.map((row) => row.default_region))]
}

export const isMarket = async (db: Queryable, id: string): Promise<boolean> =>
  (await db('markets').where({ id }).first('id')) !== undefined
