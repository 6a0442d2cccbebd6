/** SQL of finding cards that may be of the same client. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { DuplicateFacts } from '#shared/clients/duplicate-score.ts'

/** Behind one number of a switchboard there may be hundreds: that many are looked at. */
const CANDIDATES = 200

export type SuspectRow = {
  id: string
  name: string
  manager_name: string | null
  kind: 'company' | 'person'
  sound: string
  tax_number: string | null
  region: string | null
  industry: string | null
  addresses: string[]
  persons: string[]
}

const columns = `clients.id, clients.name, manager.name as manager_name, clients.kind, clients.sound,
  clients.tax_number, clients.region, clients.industry,
  array(select kind || ':' || value from addresses where client_id = clients.id) as addresses,
  array(select sound from persons where client_id = clients.id and left_at is null) as persons`

export const factsOf = (row: SuspectRow): DuplicateFacts => ({
  kind: row.kind,
  sound: row.sound,
  taxNumber: row.tax_number,
  region: row.region,
  industry: row.industry,
  addresses: row.addresses,
  persons: row.persons,
})

export const readSuspect = async (db: Queryable, clientId: string): Promise<SuspectRow | undefined> =>
  db('clients')
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .where('clients.id', clientId)
    .select<SuspectRow[]>(db.raw(columns))
    .then((rows) => rows[0])

/** Those that share an address or the tax number, or whose name is like this one's. */
export const findSuspects = async (
  db: Queryable,
  reach: Reach,
  of: { id: string; sound: string; likeness: number },
): Promise<SuspectRow[]> => {
  const query = withinReach(db('clients'), reach, {
    owner: 'clients.manager_id',
    market: 'clients.market_id',
  })
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .whereNot('clients.id', of.id)
    .whereNull('clients.merged_into')
    .whereNull('clients.erased_at')
    .whereRaw(
      `clients.id in (
         select other.client_id from addresses mine
           join addresses other on other.kind = mine.kind and other.value = mine.value
          where mine.client_id = :id
         union select other.id from clients mine join clients other on other.tax_number = mine.tax_number
          where mine.id = :id
         union (select id from (
           select id, likeness from clients,
             (select set_config('pg_trgm.similarity_threshold', :likeness, true) as likeness offset 0) as threshold
            where threshold.likeness is not null and sound % :sound
            order by similarity(sound, :sound) desc limit :limit) as alike))`,
      { id: of.id, sound: of.sound, likeness: of.likeness.toFixed(2), limit: CANDIDATES },
    )
    .whereRaw(
      `not exists (select from distinct_clients d where d.one_id = least(clients.id, :id::uuid)
                      and d.other_id = greatest(clients.id, :id::uuid))`,
      { id: of.id },
    )
    .limit(CANDIDATES)
  return query.select(db.raw(columns))
}

export const readSuspects = async (db: Queryable, ids: string[]): Promise<SuspectRow[]> =>
  db('clients')
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .whereIn('clients.id', ids)
    .select<SuspectRow[]>(db.raw(columns))

/** Of each way to be alike so many pairs are gathered; more are not looked at in one sitting. */
const PAIRS = 2_000

/** From a card to the one beside it. */
const ALIKE = [
  `join addresses mine on mine.client_id = one.id
   join addresses theirs on theirs.kind = mine.kind and theirs.value = mine.value and theirs.client_id > one.id
   join clients other on other.id = theirs.client_id`,
  'join clients other on other.tax_number = one.tax_number and other.id > one.id',
  'join clients other on other.sound = one.sound and other.region = one.region and other.id > one.id',
]

/**
 * Pairs of cards that share an address, the tax number, or both name and region: the plain ones, in the whole house.
 * What is settled or out of reach is left out before they are counted: it must not crowd out the others.
 */
export const findPairs = async (db: Queryable, reach: Reach): Promise<{ one: string; other: string }[]> => {
  const branches = ALIKE.map((alike) => {
    const query = db('clients as one').joinRaw(alike)
    for (const side of ['one', 'other']) {
      query.whereNull(`${side}.merged_into`).whereNull(`${side}.erased_at`)
      withinReach(query, reach, { owner: `${side}.manager_id`, market: `${side}.market_id` })
    }
    return query
      .whereRaw(
        'not exists (select from distinct_clients d where d.one_id = one.id and d.other_id = other.id)',
      )
      .limit(PAIRS)
      .select({ one: 'one.id', other: 'other.id' })
  })
  return db.from(db.union(branches, true).as('pairs')).limit(PAIRS).select('one', 'other')
}

export const sayDistinct = async (
  trx: Trx,
  pair: { one: string; other: string; by: string; at: number },
): Promise<void> => {
  const [one_id, other_id] = [pair.one, pair.other].sort()
  await trx('distinct_clients')
    .insert({ one_id, other_id, said_by: pair.by, said_at: new Date(pair.at) })
    .onConflict(['one_id', 'other_id'])
    .ignore()
}
