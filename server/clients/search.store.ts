/** SQL of the search. Each branch is one indexed look; which results come first is decided in shared/clients. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'

const BRANCH = 60
/** Of what matches thousands of times this many are put in order: more can't be told apart without typing more. */
const ORDERED = 1_500

export type NameHit = {
  client_id: string
  client_search: string
  client_name: string
  person_id: string | null
  person_search: string | null
  person_name: string | null
}

const clientsOf = (db: Queryable, reach: Reach) =>
  withinReach(db('clients'), reach, { owner: 'clients.manager_id', market: 'clients.market_id' })

/** The best of the first matches, in the order given. */
const bestOf = (db: Queryable, matches: Knex.QueryBuilder, order: Knex.Raw): Knex.QueryBuilder =>
  db.select('*').from(matches.limit(ORDERED).as('hit')).orderByRaw(order).limit(BRANCH)

/** Several branches in one round trip, each with its own order and limit. */
const together = async <T>(db: Queryable, branches: Knex.QueryBuilder[]): Promise<T[]> =>
  db.unionAll(branches, true) as unknown as Promise<T[]>

/** As the columns are folded, so is what is typed. */
export const foldText = async (db: Queryable, text: string): Promise<string> => {
  const { rows } = await db.raw<{ rows: { folded: string }[] }>('select fold_text(?) as folded', [text])
  return rows[0]?.folded ?? ''
}

const hits = {
  client_id: 'clients.id',
  client_search: 'clients.search',
  client_name: 'clients.name',
  person_id: 'persons.id',
  person_search: 'persons.search',
  person_name: 'persons.name',
}

/** Trigrams need three letters inside a word; of fewer only the beginnings of words are looked for. */
const contains = (query: Knex.QueryBuilder, text: string, word: string): void => {
  const safe = word.replace(/[\\%_]/g, '\\$&')
  if (word.length >= 3) query.whereRaw(`${text} like ?`, [`%${safe}%`])
  else query.whereRaw(`(${text} like ? or ${text} like ?)`, [`${safe}%`, `% ${safe}%`])
}

/** Hidden from the planner, so that the longest word alone drives the index: the others only filter what it finds. */
const unindexed = (column: string) => `(${column} || '')`

const currentPersons = (join: Knex.JoinClause) =>
  join.on('persons.client_id', 'clients.id').onNull('persons.left_at')

const ofClientAlone = (db: Queryable) => ({
  ...hits,
  person_id: db.raw('null::uuid'),
  person_search: db.raw('null'),
  person_name: db.raw('null'),
})

/** Clients in whose name the longest word is, the others being in theirs or in one person's. */
export const findByName = async (db: Queryable, reach: Reach, words: string[]): Promise<NameHit[]> => {
  const [longest = '', ...others] = [...words].sort((a, b) => b.length - a.length)
  const byClient = clientsOf(db, reach)
    .select(ofClientAlone(db))
    .where((all) => {
      contains(all, 'clients.search', longest)
      for (const word of others) contains(all, unindexed('clients.search'), word)
    })
  const byPerson = (driver: 'clients' | 'persons') =>
    clientsOf(db, reach)
      .join('persons', currentPersons)
      .select(hits)
      .where((all) => contains(all, `${driver}.search`, longest))
      .where((all) => {
        for (const word of others) contains(all, `(persons.search || ' ' || clients.search)`, word)
      })
  const nearest = (column: string) =>
    db.raw('strpos(??, ?), length(??), client_id', [column, longest, column])
  const branches = [
    bestOf(db, byClient, nearest('client_search')),
    bestOf(db, byPerson('persons'), nearest('person_search')),
  ]
  if (others.length > 0) branches.push(bestOf(db, byPerson('clients'), nearest('client_search')))
  return together<NameHit>(db, branches)
}

/**
 * Names that are like the words typed. `trx`, because the threshold is set for it alone.
 * @param likeness 0 to 1: the share of the typed trigrams that must be there
 */
export const findSimilar = async (
  trx: Trx,
  reach: Reach,
  folded: string,
  likeness: number,
): Promise<NameHit[]> => {
  await trx.raw(`select set_config('pg_trgm.word_similarity_threshold', ?, true)`, [likeness.toFixed(2)])
  const likest = (column: string) => trx.raw('word_similarity(?, ??) desc', [folded, column])
  const byClient = clientsOf(trx, reach).select(ofClientAlone(trx)).whereRaw('? <% clients.search', [folded])
  const byPerson = clientsOf(trx, reach)
    .join('persons', currentPersons)
    .select(hits)
    .whereRaw('? <% persons.search', [folded])
  return together<NameHit>(trx, [
    bestOf(trx, byClient, likest('client_search')),
    bestOf(trx, byPerson, likest('person_search')),
  ])
}

export type AddressHit = { client_id: string; value: string; person_id: string | null }

export const findByNumber = async (db: Queryable, reach: Reach, numbers: string[]): Promise<AddressHit[]> =>
  addressHits(db, reach, 'phone').whereIn('addresses.value', numbers).limit(BRANCH)

/** Numbers that hold any of the runs of digits; one that begins so comes before one that holds it somewhere. */
export const findByDigits = async (
  db: Queryable,
  reach: Reach,
  fragments: string[],
): Promise<AddressHit[]> => {
  const matches = addressHits(db, reach, 'phone').where((any) => {
    for (const digits of fragments) any.orWhereLike('addresses.value', `%${digits}%`)
  })
  return bestOf(db, matches, db.raw('strpos(value, ?), value', [fragments.at(-1) ?? '']))
}

export const findByEmail = async (db: Queryable, reach: Reach, text: string): Promise<AddressHit[]> => {
  const safe = text.replace(/[\\%_]/g, '\\$&')
  const matches = addressHits(db, reach, 'email').whereLike('addresses.value', `%${safe}%`)
  return bestOf(db, matches, db.raw('strpos(value, ?), value', [text]))
}

const addressHits = (db: Queryable, reach: Reach, kind: 'phone' | 'email') =>
  clientsOf(db, reach)
    .join('addresses', 'addresses.client_id', 'clients.id')
    .where('addresses.kind', kind)
    .select({ client_id: 'clients.id', value: 'addresses.value', person_id: 'addresses.person_id' })

export const findByTaxNumber = async (
  db: Queryable,
  reach: Reach,
  digits: string,
): Promise<{ client_id: string; tax_number: string }[]> =>
  clientsOf(db, reach)
    .whereLike('clients.tax_number', `${digits}%`)
    .select({ client_id: 'clients.id', tax_number: 'clients.tax_number' })
    .orderBy('clients.tax_number')
    .limit(BRANCH)

export type FoundRow = {
  id: string
  name: string
  kind: 'company' | 'person'
  provisional: boolean
  market_id: string
  market_code: string
  market_name_ru: string
  market_name_en: string
  manager_name: string | null
}

/** What is shown of those that were found. Held to reach again: ids of claims come from another room. */
export const readFound = async (db: Queryable, reach: Reach, ids: string[]): Promise<FoundRow[]> =>
  clientsOf(db, reach)
    .join('markets', 'markets.id', 'clients.market_id')
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .whereIn('clients.id', ids)
    .select({
      id: 'clients.id',
      name: 'clients.name',
      kind: 'clients.kind',
      provisional: 'clients.provisional',
      market_id: 'markets.id',
      market_code: 'markets.code',
      market_name_ru: 'markets.name_ru',
      market_name_en: 'markets.name_en',
      manager_name: 'manager.name',
    })

/** Every country that a number without a code may be of. */
export const marketRegions = async (db: Queryable, first: string | null): Promise<string[]> => {
  const rows = await db('markets')
    .orderByRaw('id = ? desc, code', [first])
    .select<{ default_region: string }[]>('default_region')
  return [...new Set(rows.map((row) => row.default_region))]
}
