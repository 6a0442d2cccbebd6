/** SQL of clients. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import {
  type CustomKey,
  type CustomValue,
  type CustomValues,
  idOfKey,
  withChange,
} from '#shared/organisation/custom-value.ts'

export type ClientFields = {
  kind: 'company' | 'person'
  name: string
  marketId: string
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
  taxNumber: string | null
  language: 'ru' | 'en'
  managerId: string | null
}

export type ClientRow = {
  id: string
  kind: 'company' | 'person'
  name: string
  provisional: boolean
  market_id: string
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
  tax_number: string | null
  language: 'ru' | 'en'
  manager_id: string | null
  custom: CustomValues
  created_at: number
  updated_at: number
  version: number
  /** The card that stands for this one; null: it stands by itself. */
  merged_into: string | null
  /** Since when nobody is known by it; null: it is a usual card. */
  erased_at: number | null
}

const columnOf: Record<keyof ClientFields, keyof ClientRow> = {
  kind: 'kind',
  name: 'name',
  marketId: 'market_id',
  country: 'country',
  region: 'region',
  industry: 'industry',
  source: 'source',
  taxNumber: 'tax_number',
  language: 'language',
  managerId: 'manager_id',
}
export const clientFields = Object.keys(columnOf) as (keyof ClientFields)[]

/** Of the card, or one that an administrator added. */
export type CardField = keyof ClientFields | CustomKey

/** All that a person may change on a card is text, but for some of the fields that were added. */
export const fieldOf = (row: ClientRow, field: CardField): CustomValue | null => {
  const added = idOfKey(field)
  if (added !== null) return row.custom[added] ?? null
  return row[columnOf[field as keyof ClientFields]] as string | null
}

export type CardChange = Partial<ClientFields> & { [field: CustomKey]: CustomValue | null }

const toColumns = (fields: Partial<ClientFields>): Partial<ClientRow> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => {
      const column = columnOf[field as keyof ClientFields]
      return column ? [[column, value]] : []
    }),
  )

const customOf = (fields: CardChange): [id: string, value: CustomValue | null][] =>
  Object.entries(fields).flatMap(([field, value]) => {
    const id = idOfKey(field)
    return id === null ? [] : [[id, value as CustomValue | null]]
  })

type NewClient = Pick<ClientFields, 'kind' | 'name' | 'marketId' | 'language'> &
  Partial<ClientFields> & { custom?: CustomValues; provisional: boolean; at: number }

const newRow = ({ provisional, at, custom = {}, ...fields }: NewClient) => ({
  ...toColumns(fields),
  custom: JSON.stringify(custom),
  provisional,
  created_at: new Date(at),
  updated_at: new Date(at),
})

export const insertClient = async (trx: Trx, client: NewClient): Promise<string> => {
  const [row] = await trx('clients').insert(newRow(client)).returning<{ id: string }[]>('id')
  return row!.id
}

/** Many at once, by ids that were given before. */
export const insertClients = async (
  trx: Trx,
  clients: readonly (NewClient & { id: string })[],
): Promise<void> => {
  if (clients.length === 0) return
  await trx('clients').insert(clients.map(({ id, ...client }) => ({ id, ...newRow(client) })))
}

const within = (db: Queryable, reach: Reach) =>
  withinReach(db('clients'), reach, { owner: 'clients.manager_id', market: 'clients.market_id' })

export const findClient = async (db: Queryable, reach: Reach, id: string): Promise<ClientRow | undefined> =>
  within(db, reach).where('clients.id', id).first<ClientRow | undefined>('clients.*')

/** Locked until the transaction ends: edits of one card go one after another; a call that comes in for it does not wait. */
export const lockClient = async (trx: Trx, reach: Reach, id: string): Promise<ClientRow | undefined> =>
  within(trx, reach)
    .where('clients.id', id)
    .forNoKeyUpdate('clients')
    .first<ClientRow | undefined>('clients.*')

/** None of these is removed before the transaction ends; edits of them go on. Always in one order. */
export const keepCards = async (trx: Trx, ids: readonly string[]): Promise<void> => {
  await trx('clients')
    .whereIn('id', [...ids])
    .orderBy('id')
    .forKeyShare()
    .select('id')
}

/** Not held to anyone's reach: of a card that the actor was let to already. */
export const clientById = async (db: Queryable, id: string): Promise<ClientRow | undefined> =>
  db('clients').where({ id }).first<ClientRow | undefined>('clients.*')

/** Zero rows changed (undefined) means that the version is no longer the one that was read. */
export const updateClient = async (
  trx: Trx,
  { id, version, custom }: Pick<ClientRow, 'id' | 'version' | 'custom'>,
  change: CardChange & { provisional?: boolean; at: number },
): Promise<ClientRow | undefined> => {
  const { provisional, at, ...fields } = change
  const added = customOf(fields)
  const rows = await trx('clients')
    .where({ id, version })
    .update({
      ...toColumns(fields),
      ...(added.length > 0 && { custom: JSON.stringify(withChange(custom, Object.fromEntries(added))) }),
      ...(provisional !== undefined && { provisional }),
      updated_at: new Date(at),
      version: trx.raw('version + 1'),
    })
    .returning<ClientRow[]>('*')
  return rows[0]
}

export type FieldChange = { field: string; by_name: string | null; at: number }

/** Which fields the edits since a version changed, the last edit of each; from the log, which has no values. */
export const changesSince = async (
  db: Queryable,
  clientId: string,
  kind: string,
  version: number,
  personId?: string,
): Promise<FieldChange[]> => {
  const { rows } = await db.raw<{ rows: FieldChange[] }>(
    `select distinct on (field) field, users.name as by_name, events.at
       from events
       cross join lateral jsonb_array_elements_text(events.data -> 'fields') as field
       left join users on users.id = events.actor_id
      where events.subject_id = :clientId and events.kind = :kind
        and (events.data ->> 'version')::int > :version
        and (:personId::text is null or events.data ->> 'personId' = :personId)
      order by field, events.id desc`,
    { clientId, kind, version, personId: personId ?? null },
  )
  return rows
}

/** Whoever makes a card of this number waits for the other who is at it, until the transaction ends. */
export const lockAddress = async (trx: Trx, value: string): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`address:${value}`])
}

export const findProvisionalByPhone = async (db: Queryable, value: string): Promise<string | null> => {
  const row = await db('clients')
    .join('addresses', 'addresses.client_id', 'clients.id')
    .whereNull('clients.merged_into')
    .whereNull('clients.erased_at')
    .where({ 'clients.provisional': true, 'addresses.kind': 'phone', 'addresses.value': value })
    .orderBy('clients.id')
    .first<{ id: string } | undefined>('clients.id')
  return row?.id ?? null
}

/** The country that a number without a code is of in a market; undefined when there is no such market. */
export const regionOfMarket = async (db: Queryable, marketId: string): Promise<string | undefined> => {
  const row = await db('markets')
    .where({ id: marketId })
    .first<{ default_region: string } | undefined>('default_region')
  return row?.default_region
}

export const isActiveUser = async (db: Queryable, userId: string): Promise<boolean> =>
  (await db('users').where({ id: userId, active: true }).first('id')) !== undefined

/** Not held to anyone's reach: the hub files what comes from a client under the client's market. */
export const marketOfClient = async (db: Queryable, id: string): Promise<string | null> =>
  (await db('clients').where({ id }).first<{ market_id: string } | undefined>('market_id'))?.market_id ?? null

/** Whether anybody is known by the card. */
export const isStanding = async (db: Queryable, id: string): Promise<boolean> =>
  (await db('clients').where({ id }).whereNull('erased_at').first('id')) !== undefined

export const languageOfClient = async (db: Queryable, id: string): Promise<'ru' | 'en'> =>
  (await db('clients').where({ id }).first<{ language: 'ru' | 'en' } | undefined>('language'))?.language ??
  'ru'

/** Not held to anyone's reach: whoever a client's own word goes to. */
export const managerOfClient = async (db: Queryable, id: string): Promise<string | null> =>
  (await db('clients').where({ id }).first<{ manager_id: string | null } | undefined>('manager_id'))
    ?.manager_id ?? null
