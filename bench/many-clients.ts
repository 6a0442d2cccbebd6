/** A hundred thousand clients with a person and a phone each, their names made of the demo's syllables. */
import type { Database } from '#server/platform/database.ts'
import { inTransaction } from '#server/platform/database.ts'
import { insertMany } from '../scripts/demo/bulk.ts'
import * as names from '../scripts/demo/names.data.ts'
import { createRandom } from '../scripts/demo/random.ts'

const CHUNK = 10_000

export const fillClients = async (db: Database, marketId: string, count: number): Promise<void> => {
  const random = createRandom(11)
  const company = () =>
    `${random.pick(names.ruForms)} «${random.pick(names.ruCompanyStems)}${random.pick(names.ruCompanyTails)}-${random.int(2, 9_999)}»`
  const person = () =>
    random.chance(0.5)
      ? `${random.pick(names.ruMale)} ${random.pick(names.ruSurnames)}`
      : `${random.pick(names.ruFemale)} ${random.pick(names.ruSurnames)}а`
  for (let from = 0; from < count; from += CHUNK) {
    const ids = Array.from(
      { length: Math.min(CHUNK, count - from) },
      () => [random.uuid(), random.uuid()] as const,
    )
    await inTransaction(db, async (trx) => {
      await insertMany(
        trx,
        'clients',
        ids.map(([id]) => ({
          id,
          kind: 'company',
          name: company(),
          provisional: false,
          market_id: marketId,
          tax_number: random.digits(10),
          language: 'ru',
          created_at: '2026-01-01T00:00:00Z',
          updated_at: '2026-01-01T00:00:00Z',
          version: 1,
        })),
      )
      await insertMany(
        trx,
        'persons',
        ids.map(([client_id, id]) => ({
          id,
          client_id,
          name: person(),
          created_at: '2026-01-01T00:00:00Z',
          version: 1,
        })),
      )
      await insertMany(
        trx,
        'addresses',
        ids.map(([client_id, person_id]) => ({
          id: random.uuid(),
          client_id,
          person_id,
          kind: 'phone',
          value: `+7${random.pick(['495', '812', '343', '912', '916', '903'])}${random.digits(7)}`,
          created_at: '2026-01-01T00:00:00Z',
        })),
      )
    })
  }
  await db.raw('vacuum analyze clients, persons, addresses')
}
