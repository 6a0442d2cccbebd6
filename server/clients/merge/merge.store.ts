/**
 * SQL of merging. What is filed under a card is in every table that has `home_client_id`: the rooms after this one opened
 * theirs to it by that column, and the database's trigger sends late comers to the card that stands.
 */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Merge } from '#shared/clients/merge.contract.ts'
import type { Placed } from '#shared/clients/place-once.ts'
import type { CustomKey } from '#shared/organisation/custom-value.ts'
import type { ClientFields } from '../client.store.ts'

/** What may stand on a card once only, by which columns. */
const ONCE = { addresses: `kind || ':' || value`, client_tags: 'tag_id::text' } as const
export type OnceTable = keyof typeof ONCE
export const onceTables = Object.keys(ONCE) as OnceTable[]

/** All the tables whose rows follow their client, but for those that stand once. */
export const holders = async (db: Queryable): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'home_client_id' order by 1`,
  )
  return rows.map(({ name }) => name).filter((name) => !(name in ONCE))
}

/** In this transaction the trigger leaves alone what is moved. */
export const beginMoving = async (trx: Trx): Promise<void> => {
  await trx.raw(`select set_config('perezvon.moving', 'on', true)`)
}

/** Both cards, held against all that would be filed under them until the transaction ends; always in one order. */
export const holdCards = async (trx: Trx, ids: string[]): Promise<void> => {
  await trx('clients').whereIn('id', ids).orderBy('id').forUpdate().select('id')
}

/** The card and all that is merged into it, at any depth. */
export const familyOf = async (db: Queryable, clientId: string): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `with recursive family as (
       select ?::uuid as id
       union select clients.id from clients join family on clients.merged_into = family.id)
     select id from family`,
    [clientId],
  )
  return rows.map(({ id }) => id)
}

/** The card that stands for this one: itself, unless it is merged. */
export const standingOf = async (db: Queryable, clientId: string): Promise<string> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `with recursive line as (
       select id, merged_into from clients where id = ?
       union select c.id, c.merged_into from clients c join line on c.id = line.merged_into)
     select id from line where merged_into is null`,
    [clientId],
  )
  return rows[0]?.id ?? clientId
}

export type StandingCard = { of: string; id: string; name: string }

/** The cards that stand for these; each for itself unless it is merged. */
export const standingCards = async (db: Queryable, ids: string[]): Promise<StandingCard[]> => {
  const { rows } = await db.raw<{ rows: StandingCard[] }>(
    `with recursive line as (
       select id as of, id, name, merged_into from clients where id = any(?::uuid[])
       union select line.of, c.id, c.name, c.merged_into from clients c join line on c.id = line.merged_into)
     select of, id, name from line where merged_into is null`,
    [ids],
  )
  return rows
}

export const setMergedInto = async (trx: Trx, clientId: string, into: string | null): Promise<void> => {
  await trx('clients')
    .where({ id: clientId })
    .update({ merged_into: into, version: trx.raw('version + 1') })
}

/** By its key, not by where it lies: a row that somebody is changing meanwhile lies elsewhere when they have done. */
const keyOf = (table: string): string => (table === 'timeline' ? 'kind, subject_id' : 'id')

/** At most `limit` rows of a table come over; how many did. */
export const moveOver = async (
  trx: Trx,
  table: string,
  move: { from: string; to: string; limit: number },
): Promise<number> => {
  const key = keyOf(table)
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `update :table: set home_client_id = coalesce(home_client_id, client_id), client_id = :to
      where client_id = :from and (${key}) in (select ${key} from :table: where client_id = :from limit :limit)`,
    { table, ...move },
  )
  return rowCount
}

/** At most `limit` rows that belong to a parted family go back; what people filed elsewhere meanwhile stays there. */
export const moveBack = async (
  trx: Trx,
  table: string,
  move: { from: string; to: string; family: string[]; limit: number },
): Promise<number> => {
  const key = keyOf(table)
  const theirs = 'client_id = :from and home_client_id = any(:family::uuid[])'
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `update :table: set client_id = :to, home_client_id = nullif(home_client_id, :to)
      where ${theirs} and (${key}) in (select ${key} from :table: where ${theirs} limit :limit)`,
    { table, ...move },
  )
  return rowCount
}

export const placedOf = async (trx: Trx, table: OnceTable, family: string[]): Promise<Placed[]> =>
  trx(table)
    .whereIn('client_id', family)
    .orderBy('id')
    .select('id', {
      key: trx.raw(ONCE[table]),
      at: 'client_id',
      home: trx.raw('coalesce(home_client_id, client_id)'),
    })

export const place = async (trx: Trx, table: OnceTable, row: Placed, to: string): Promise<void> => {
  await trx(table)
    .where({ id: row.id })
    .update({ client_id: to, home_client_id: row.home === to ? null : row.home })
}

type Take = { before: unknown; after: unknown }
/** By the card's field. */
export type Taken = Partial<Record<keyof ClientFields | 'provisional', Take>> & Record<CustomKey, Take>
export type MergeRow = {
  id: string
  client_id: string
  merged_id: string
  merged_name: string
  state: Merge['state']
  taken: Taken
  by_name: string | null
  merged_at: number
}

const merges = (db: Queryable) =>
  db('client_merges')
    .join('clients', 'clients.id', 'client_merges.merged_id')
    .leftJoin('users', 'users.id', 'client_merges.merged_by')
    .select<MergeRow[]>('client_merges.*', { merged_name: 'clients.name', by_name: 'users.name' })

export const insertMerge = async (
  trx: Trx,
  row: { clientId: string; mergedId: string; taken: Taken; by: string; at: number },
): Promise<string> => {
  const [made] = await trx('client_merges')
    .insert({
      client_id: row.clientId,
      merged_id: row.mergedId,
      state: 'moving',
      taken: JSON.stringify(row.taken),
      merged_by: row.by,
      merged_at: new Date(row.at),
    })
    .returning<{ id: string }[]>('id')
  return made!.id
}

export const findMerge = async (db: Queryable, id: string): Promise<MergeRow | undefined> =>
  (await merges(db).where('client_merges.id', id))[0]

export const holdMerge = async (trx: Trx, id: string): Promise<void> => {
  await trx('client_merges').where({ id }).forUpdate().first('id')
}

/** Into any card of a family, not parted yet, oldest first. */
export const standingMerges = async (db: Queryable, family: string[]): Promise<MergeRow[]> =>
  merges(db)
    .whereIn('client_merges.client_id', family)
    .whereNot('client_merges.state', 'undone')
    .orderBy('client_merges.id')

/** Those that a long history still follows. */
export const movingMerges = async (db: Queryable): Promise<MergeRow[]> =>
  merges(db).whereIn('client_merges.state', ['moving', 'undoing']).orderBy('client_merges.id')

/** Whether any of these cards is in one of those. */
export const isMoving = async (db: Queryable, cards: string[]): Promise<boolean> =>
  (await db('client_merges')
    .whereIn('state', ['moving', 'undoing'])
    .where((either) => either.whereIn('client_id', cards).orWhereIn('merged_id', cards))
    .first('id')) !== undefined

/** Zero rows changed (false): it was no longer in that state. */
export const stepMerge = async (
  trx: Trx,
  id: string,
  step: { from: Merge['state']; to: Merge['state']; by?: string; at?: number },
): Promise<boolean> => {
  const undone = step.to === 'undoing' && { undone_by: step.by, undone_at: new Date(step.at ?? 0) }
  return (
    (await trx('client_merges')
      .where({ id, state: step.from })
      .update({ state: step.to, ...undone })) === 1
  )
}

export const writeTaken = async (trx: Trx, id: string, taken: Taken): Promise<void> => {
  await trx('client_merges')
    .where({ id })
    .update({ taken: JSON.stringify(taken) })
}

/** How many rows of each kind stand on a card, whatever stands once counted without the doubles of the other. */
export const countMoving = async (
  db: Queryable,
  from: string,
  to: string,
): Promise<{ what: string; count: number }[]> => {
  const counted = (await holders(db)).filter((table) => table !== 'timeline')
  const rows: { what: string; count: number }[] = []
  for (const what of counted) {
    const { n } = await db(what).where({ client_id: from }).count({ n: '*' }).first<{ n: number }>()
    rows.push({ what, count: n })
  }
  for (const what of onceTables) {
    const key = ONCE[what]
    const { n } = await db(what)
      .where({ client_id: from })
      .whereRaw(`${key} not in (select ${key} from ${what} where client_id = ?)`, [to])
      .count({ n: '*' })
      .first<{ n: number }>()
    rows.push({ what, count: n })
  }
  return rows.filter(({ count }) => count > 0)
}
