/** SQL of the search. Each branch is one indexed look; which results come first is decided in shared/clients. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'

const BRANCH = 60
/** Looser than what is shown: similarity only gathers candidates, the count of slips decides. */
const SIMILAR = 0.33

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
const contains = (query: Knex.QueryBuilder, column: string, word: string): void => {
  const safe = word.replace(/[\\%_]/g, '\\$&')
  if (word.length >= 3) query.whereLike(column, `%${safe}%`)
  else query.where((one) => one.whereLike(column, `${safe}%`).orWhereLike(column, `% ${safe}%`))
}

const currentPersons = (join: Knex.JoinClause) =>
  join.on('persons.client_id', 'clients.id').onNull('persons.left_at')

/** Clients in whose name the longest word is, the others being in theirs or in one person's. */
export const findByName = async (db: Queryable, reach: Reach, words: string[]): Promise<NameHit[]> => {
  const [longest = '', ...others] = [...words].sort((a, b) => b.length - a.length)
  const byClient = clientsOf(db, reach)
    .select({
      ...hits,
      person_id: db.raw('null::uuid'),
      person_search: db.raw('null'),
      person_name: db.raw('null'),
    })
    .where((all) => words.forEach((word) => void contains(all, 'clients.search', word)))
    .orderByRaw('strpos(clients.search, ?), length(clients.search), clients.id', [longest])
    .limit(BRANCH)
  const byPerson = (driver: 'clients' | 'persons') =>
    clientsOf(db, reach)
      .join('persons', currentPersons)
      .select(hits)
      .where((all) => contains(all, `${driver}.search`, longest))
      .where((all) =>
        others.forEach(
          (word) =>
            void all.where((either) => {
              either.where((one) => contains(one, 'persons.search', word))
              either.orWhere((one) => contains(one, 'clients.search', word))
            }),
        ),
      )
      .orderByRaw('strpos(persons.search, ?), length(persons.search), persons.id', [longest])
      .limit(BRANCH)
  const branches = [byClient, byPerson('persons')]
  if (others.length > 0) branches.push(byPerson('clients'))
  return together<NameHit>(db, branches)
}

/** Names that are like the words typed. `trx`, because the threshold is set for it alone. */
export const findSimilar = async (trx: Trx, reach: Reach, folded: string): Promise<NameHit[]> => {
  await trx.raw(`set local pg_trgm.word_similarity_threshold = ${SIMILAR}`)
  const near = (column: string) => ({
    where: trx.raw('? <% ??', [folded, column]),
    order: trx.raw('word_similarity(?, ??) desc', [folded, column]),
  })
  const client = near('clients.search')
  const person = near('persons.search')
  const byClient = (await clientsOf(trx, reach)
    .select({
      ...hits,
      person_id: trx.raw('null::uuid'),
      person_search: trx.raw('null'),
      person_name: trx.raw('null'),
    })
    .whereRaw(client.where)
    .orderByRaw(client.order)
    .limit(BRANCH)) as NameHit[]
  const byPerson = (await clientsOf(trx, reach)
    .join('persons', currentPersons)
    .select(hits)
    .whereRaw(person.where)
    .orderByRaw(person.order)
    .limit(BRANCH)) as NameHit[]
  return [...byClient, ...byPerson]
}

export type AddressHit = { client_id: string; value: string; person_id: string | null }

/** Numbers that hold any of the fragments, and those that are exactly one of the numbers. */
export const findByPhone = async (
  db: Queryable,
  reach: Reach,
  query: { exact: string[]; fragments: string[] },
): Promise<AddressHit[]> => {
  const exact = addressHits(db, reach, 'phone').whereIn('addresses.value', query.exact).limit(BRANCH)
  const inside = addressHits(db, reach, 'phone')
    .where((any) => query.fragments.forEach((one) => void any.orWhereLike('addresses.value', `%${one}%`)))
    // A number that begins so comes before one that holds it somewhere.
    .orderByRaw('strpos(addresses.value, ?), addresses.value', [query.fragments.at(-1) ?? ''])
    .limit(BRANCH)
  return together<AddressHit>(db, [exact, inside])
}

export const findByEmail = async (db: Queryable, reach: Reach, text: string): Promise<AddressHit[]> => {
  const safe = text.toLowerCase().replace(/[\\%_]/g, '\\$&')
  return addressHits(db, reach, 'email')
    .whereLike('addresses.value', `%${safe}%`)
    .orderByRaw('strpos(addresses.value, ?), addresses.value', [text.toLowerCase()])
    .limit(BRANCH)
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
