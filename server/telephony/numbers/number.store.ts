/** The rows of the house's numbers. */
import type { Queryable, Trx } from '../../platform/database.ts'

export type NumberRow = {
  id: string
  number: string
  label: string
  flow_code: string
  market_id: string | null
  language: 'ru' | 'en'
  version: number
}
export type NumberFields = Omit<NumberRow, 'id' | 'version'>

export const allNumbers = (db: Queryable): Promise<NumberRow[]> =>
  db('phone_numbers').orderBy('number').select<NumberRow[]>('*')

export const findNumber = (db: Queryable, number: string): Promise<NumberRow | undefined> =>
  db('phone_numbers').where({ number }).first<NumberRow | undefined>()

/** The one that a market's clients are called from; of several the one set up first. */
export const numberOfMarket = (db: Queryable, marketId: string): Promise<NumberRow | undefined> =>
  db('phone_numbers').where({ market_id: marketId }).orderBy('id').first<NumberRow | undefined>()

/** Where a client of this market is written to from: the number that calls them, else one of no market, else any. */
export const senderNumber = async (db: Queryable, marketId: string): Promise<string | null> => {
  const other = () =>
    db('phone_numbers').orderByRaw('market_id is not null, id').first<NumberRow | undefined>()
  return ((await numberOfMarket(db, marketId)) ?? (await other()))?.number ?? null
}

export const findNumberById = (db: Queryable, id: string): Promise<NumberRow | undefined> =>
  db('phone_numbers').where({ id }).first<NumberRow | undefined>()

export const lockNumber = (trx: Trx, id: string): Promise<NumberRow | undefined> =>
  trx('phone_numbers').where({ id }).forUpdate().first<NumberRow | undefined>()

export const numbersOfFlow = (db: Queryable, flowCode: string): Promise<Pick<NumberRow, 'number'>[]> =>
  db('phone_numbers').where({ flow_code: flowCode }).orderBy('number').select('number')

/** Null when there is one of this number. */
export const insertNumber = async (trx: Trx, fields: NumberFields): Promise<NumberRow | null> => {
  const [row] = await trx('phone_numbers')
    .insert(fields)
    .onConflict('number')
    .ignore()
    .returning<NumberRow[]>('*')
  return row ?? null
}

export const updateNumber = async (
  trx: Trx,
  id: string,
  fields: NumberFields,
  at: number,
): Promise<NumberRow | undefined> => {
  const [row] = await trx('phone_numbers')
    .where({ id })
    .update({ ...fields, version: trx.raw('version + 1'), updated_at: new Date(at) })
    .returning<NumberRow[]>('*')
  return row
}

export const deleteNumber = (trx: Trx, id: string): Promise<number> =>
  trx('phone_numbers').where({ id }).delete()

/** Called since the given time, and in no row of ours. */
export const unmappedNumbers = async (
  db: Queryable,
  since: number,
): Promise<{ number: string; lastAt: number; calls: number }[]> => {
  const { rows } = await db.raw<{ rows: { number: string; lastAt: number; calls: number }[] }>(
    `select c.callee as number, max(c.created_at) as "lastAt", count(*)::int as calls
       from calls c
      where c.callee is not null and c.created_at > :since and c.direction = 'inbound'
        and not exists (select 1 from phone_numbers n where n.number = c.callee)
      group by c.callee order by max(c.created_at) desc limit 50`,
    { since: new Date(since) },
  )
  return rows
}
