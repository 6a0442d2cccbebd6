/** The countries whose phone plans the hub's markets use. */
import type { Queryable } from '../platform/database.ts'

/** Those of markets that speak this language first. */
export const phoneRegions = async (db: Queryable, language: 'ru' | 'en'): Promise<string[]> => {
  const rows = await db('markets')
    .orderByRaw('(language = ?) desc, code', [language])
    .select<{ default_region: string }[]>('default_region')
  return [...new Set(rows.map((row) => row.default_region))]
}

/** A number of one of the clients with the fullest cards, another one each time. */
export const busiestPhone = async (db: Queryable, language: 'ru' | 'en'): Promise<string | null> => {
  const { rows } = await db.raw<{ rows: { value: string }[] }>(
    `with busy as (
       select i.client_id from interactions i join clients c on c.id = i.client_id
        where c.language = :language group by i.client_id order by count(*) desc limit 50
     )
     select a.value from addresses a join busy using (client_id)
      where a.kind = 'phone' order by random() limit 1`,
    { language },
  )
  return rows[0]?.value ?? null
}
