/** SQL of the search. Each way to a client is one indexed look; which results come first is decided in shared/clients. */
import type { Knex } from 'knex'
import { whereCustom } from '#server/organisation/index.ts'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { AddressKind } from '#shared/clients/address.contract.ts'
import { numbered } from '#shared/clients/read-address.ts'
import type { CustomCondition } from '#shared/organisation/custom-filter.ts'

const BRANCH = 60
/** Of what matches thousands of times this many are put in order: more can't be told apart without typing more. */
const ORDERED = 1_500

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

/** A client with what it was found by: `value` is the text that matched, folded when it is a name. */
export type Hit = FoundRow & {
  by: 'name' | 'phone' | 'email' | 'address' | 'tax-number' | 'custom'
  value: string
  search: string
  sound: string
  person_id: string | null
  person_search: string | null
  person_sound: string | null
  person_name: string | null
}

const CARD = {
  id: 'clients.id',
  name: 'clients.name',
  kind: 'clients.kind',
  provisional: 'clients.provisional',
  market_id: 'markets.id',
  market_code: 'markets.code',
  market_name_ru: 'markets.name_ru',
  market_name_en: 'markets.name_en',
  manager_name: 'manager.name',
}

export const joinCard = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
  query
    .join('markets', 'markets.id', 'clients.market_id')
    .leftJoin('users as manager', 'manager.id', 'clients.manager_id')
    .select(CARD)

/** What is shown of hits, joined when only the best are left. */
export const withCards = (hits: Knex.QueryBuilder): Promise<Hit[]> =>
  joinCard(
    hits
      .join('clients', 'clients.id', 'hit.client_id')
      .whereNull('clients.merged_into')
      .whereNull('clients.erased_at'),
  )
    .leftJoin('persons', 'persons.id', 'hit.person_id')
    .select('hit.by', 'hit.value', 'hit.person_id', {
      search: 'clients.search',
      sound: 'clients.sound',
      person_search: 'persons.search',
      person_sound: 'persons.sound',
      person_name: 'persons.name',
    }) as unknown as Promise<Hit[]>

/** Whom the reader may find, and of those only who bear all of the tags, came from any of the sources, and whose fields hold what is asked. */
export type Within = {
  reach: Reach
  tags: string[]
  sources?: string[]
  custom?: readonly CustomCondition[]
}

export const reachable = (
  query: Knex.QueryBuilder,
  { reach, tags, sources = [], custom = [] }: Within,
): Knex.QueryBuilder => {
  whereCustom(query, 'clients.custom', custom)
  if (sources.length > 0) query.whereIn('clients.source', sources)
  for (const tag of tags) {
    query.whereExists((bearing: Knex.QueryBuilder) =>
      bearing
        .select('tag_id')
        .from('client_tags')
        .whereRaw('client_tags.client_id = clients.id')
        .where('tag_id', tag),
    )
  }
  return withinReach(query, reach, { owner: 'clients.manager_id', market: 'clients.market_id' })
}

/** Rows that belong to clients. Where all is in reach nothing is asked of the client, and PostgreSQL leaves it out. */
export const belongings = (
  db: Queryable,
  table: 'persons' | 'addresses',
  within: Within,
): Knex.QueryBuilder => reachable(db(table).leftJoin('clients', 'clients.id', `${table}.client_id`), within)

export const clientHit = (db: Queryable, value: string) => ({
  client_id: 'clients.id',
  person_id: db.raw('null::uuid'),
  value,
})
export const personHit = (value: string) => ({
  client_id: 'persons.client_id',
  person_id: 'persons.id',
  value,
})

/** The best of the first matches, in the order given. */
export const bestOf = (by: Hit['by'], db: Queryable, matches: Knex.QueryBuilder, order: Knex.Raw) =>
  db
    .select(db.raw('? as by', [by]), 'client_id', 'person_id', 'value')
    .from(matches.limit(ORDERED).as('match'))
    .orderByRaw(order)
    .limit(BRANCH)

/** First those that begin with the text, the short before the long. */
export const nearest = (db: Queryable, text: string) =>
  db.raw('strpos(value, ?), length(value), value, client_id', [text])

export const pattern = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Trigrams need three letters inside a word; of fewer only the beginnings of words are looked for. */
export const contains = (query: Knex.QueryBuilder, text: string, word: string): void => {
  const safe = pattern(word)
  if (word.length >= 3) query.whereRaw(`${text} like ?`, [`%${safe}%`])
  else query.whereRaw(`(${text} like ? or ${text} like ?)`, [`${safe}%`, `% ${safe}%`])
}

/** Clients in whose name the longest word is, the others being in theirs or in one person's. */
const byName = (db: Queryable, within: Within, words: string[]): Knex.QueryBuilder[] => {
  const [longest = '', ...others] = [...words].sort((a, b) => b.length - a.length)
  // Joined by ||, no column is to be searched by its index: the longest word alone drives one, the others filter.
  const holding = (matches: Knex.QueryBuilder, driver: string, filtered: string) => {
    contains(matches, driver, longest)
    for (const word of others) contains(matches, filtered, word)
    return bestOf('name', db, matches, nearest(db, longest))
  }
  const either = `(persons.search || ' ' || clients.search)`
  const ofClient = reachable(db('clients'), within).select(clientHit(db, 'clients.search'))
  const ofPerson = belongings(db, 'persons', within)
    .whereNull('persons.left_at')
    .select(personHit('persons.search'))
  const branches = [
    holding(ofClient, 'clients.search', `(clients.search || '')`),
    holding(ofPerson, 'persons.search', either),
  ]
  if (others.length === 0) return branches
  const ofBoth = reachable(db('clients').join('persons', 'persons.client_id', 'clients.id'), within)
    .whereNull('persons.left_at')
    .select(personHit('clients.search'))
  return [...branches, holding(ofBoth, 'clients.search', either)]
}

const KINDS: Record<'phone' | 'email' | 'address', readonly AddressKind[]> = {
  phone: numbered,
  email: ['email'],
  address: ['site', 'telegram', 'vk', 'wechat'],
}

const byAddress = (
  db: Queryable,
  within: Within,
  by: 'phone' | 'email' | 'address',
  pieces: string[],
): Knex.QueryBuilder => {
  const matches = belongings(db, 'addresses', within)
    .whereIn('addresses.kind', [...KINDS[by]])
    .where((any) => {
      for (const piece of pieces) any.orWhereLike('addresses.value', `%${pattern(piece)}%`)
    })
    .select('addresses.client_id', 'addresses.person_id', 'addresses.value')
  return bestOf(by, db, matches, nearest(db, pieces.at(-1) ?? ''))
}

const byTaxNumber = (db: Queryable, within: Within, digits: string): Knex.QueryBuilder => {
  const matches = reachable(db('clients'), within)
    .whereLike('clients.tax_number', `${digits}%`)
    .select(clientHit(db, 'clients.tax_number'))
  return bestOf('tax-number', db, matches, nearest(db, digits))
}

/** Clients one of whose searchable texts holds all the words. The longest drives the index over all their texts. */
const byCustom = (db: Queryable, within: Within, words: string[]): Knex.QueryBuilder => {
  const [longest = '', ...others] = [...words].sort((a, b) => b.length - a.length)
  const matches = reachable(db('clients'), within)
    .whereRaw(`clients.custom_search <> ''`)
    .joinRaw('cross join lateral jsonb_each_text(clients.custom) as given')
    .joinRaw('join custom_fields on custom_fields.id::text = given.key')
    .where({ 'custom_fields.thing': 'client', 'custom_fields.type': 'text' })
    .where({ 'custom_fields.searchable': true, 'custom_fields.archived': false })
    .select(clientHit(db, 'given.value'))
  contains(matches, 'clients.custom_search', longest)
  for (const word of [longest, ...others]) contains(matches, 'fold_text(given.value)', word)
  return bestOf('custom', db, matches, nearest(db, longest))
}

/** How the typed text may be meant; what it can't be is null. */
export type Meanings = {
  /** Folded words, all of which are to be there. */
  words: string[] | null
  /** Runs of digits, any of which is to be in a number; the last is how numbers are written. */
  phonePieces: string[] | null
  email: string | null
  /** A site or a name in a messenger. */
  address: string | null
  taxNumber: string | null
  /** Folded words of a text in a field that was added, digits too. */
  custom: string[] | null
}

/** All meanings in one statement. */
export const findHits = async (db: Queryable, within: Within, meant: Meanings): Promise<Hit[]> => {
  const branches = [
    ...(meant.words ? byName(db, within, meant.words) : []),
    ...(meant.phonePieces ? [byAddress(db, within, 'phone', meant.phonePieces)] : []),
    ...(meant.email ? [byAddress(db, within, 'email', [meant.email])] : []),
    ...(meant.address ? [byAddress(db, within, 'address', [meant.address])] : []),
    ...(meant.taxNumber ? [byTaxNumber(db, within, meant.taxNumber)] : []),
    ...(meant.custom ? [byCustom(db, within, meant.custom)] : []),
  ]
  return branches.length > 0 ? withCards(db.from(db.unionAll(branches, true).as('hit'))) : []
}

export const findByNumber = (db: Queryable, within: Within, numbers: string[]): Promise<Hit[]> => {
  const matches = belongings(db, 'addresses', within)
    .whereIn('addresses.kind', [...numbered])
    .whereIn('addresses.value', numbers)
    .select('addresses.client_id', 'addresses.person_id', 'addresses.value')
  return withCards(db.from(bestOf('phone', db, matches, nearest(db, '')).as('hit')))
}

/** What is shown of clients that another room found; those out of reach are left out. */
export const readFound = async (db: Queryable, within: Within, ids: string[]): Promise<FoundRow[]> =>
  joinCard(reachable(db('clients'), within).whereIn('clients.id', ids).whereNull('clients.merged_into'))

/** As the columns are folded, so is what is typed. */
export const foldText = async (db: Queryable, text: string): Promise<string> => {
  const { rows } = await db.raw<{ rows: { folded: string }[] }>('select fold_text(?) as folded', [text])
  return rows[0]?.folded ?? ''
}

/** Every country that a number without a code may be of. */
export const marketRegions = async (db: Queryable, first: string | null): Promise<string[]> => {
  const rows = await db('markets')
    .orderByRaw('id = ? desc, code', [first])
    .select<{ default_region: string }[]>('default_region')
  return [...new Set(rows.map((row) => row.default_region))]
}
