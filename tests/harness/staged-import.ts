/** A checked file of clients that is being brought in: each of its rows a new card with a phone. */
import type { Company } from './company.ts'
import type { Hub } from './hub.ts'

type House = { platform: Pick<Hub['platform'], 'db'>; company: Company }

/** The id of the import; whichever worker lives begins with it at once. */
export const stageImport = async ({ platform: { db }, company }: House, count: number): Promise<string> => {
  const at = new Date()
  const [{ id }] = await db('client_imports')
    .insert({
      state: 'mapped',
      file_name: 'clients.csv',
      file_kind: 'csv',
      bytes: 1,
      reading: '{}',
      headers: '["Название", "Телефон"]',
      samples: '[]',
      columns: '["name", "phones"]',
      staged: true,
      rows_total: count,
      counts: JSON.stringify({ new: count }),
      made_by: company.users.administrator,
      made_at: at,
      moved_at: at,
    })
    .returning('id')
  const card = {
    ...{ id: null, kind: 'company', marketId: company.markets.ru, country: null, region: null },
    ...{ industry: null, source: null, taxNumber: null, language: 'ru', managerId: null },
    ...{ persons: [], tags: [], custom: {}, given: ['name'] },
  }
  await db.raw(
    `insert into client_import_rows (import_id, line, cells, staged_at, verdict, card, card_id)
     select :id, line, '[]', :at, 'new', :card::jsonb || jsonb_build_object('name', 'Из файла ' || line, 'addresses',
       jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '+7495' || (1000000 + line)))), uuidv7()
       from generate_series(2, :last) as line`,
    { id, at, card: JSON.stringify(card), last: count + 1 },
  )
  await db('client_imports').where({ id }).update({ state: 'applying', on_known: 'skip', on_suspect: 'skip' })
  return id
}
