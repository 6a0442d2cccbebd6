/** SQL of addresses: phones in E.164, e-mails and names in messengers in lower case. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { AddressKind } from '#shared/clients/address.contract.ts'

type Language = 'ru' | 'en'
export type FoundByAddress = {
  client_id: string
  client_name: string
  client_language: Language
  provisional: boolean
  manager_id: string | null
  market_id: string
  person_id: string | null
  person_name: string | null
  person_language: Language | null
}

/** More than this many clients behind one number is a switchboard: a choice that long helps nobody. */
const CANDIDATES = 20

/** Not held to anyone's reach: it is the hub that asks, before an agent is known. */
export const findByAddress = async (
  db: Queryable,
  address: { kind: string; value: string },
): Promise<FoundByAddress[]> =>
  db('addresses')
    .join('clients', 'clients.id', 'addresses.client_id')
    .leftJoin('persons', 'persons.id', 'addresses.person_id')
    .where({ 'addresses.kind': address.kind, 'addresses.value': address.value })
    .whereNull('clients.merged_into')
    .whereNull('clients.erased_at')
    .select({
      client_id: 'clients.id',
      client_name: 'clients.name',
      client_language: 'clients.language',
      provisional: 'clients.provisional',
      manager_id: 'clients.manager_id',
      market_id: 'clients.market_id',
      person_id: 'persons.id',
      person_name: 'persons.name',
      person_language: 'persons.language',
    })
    .orderByRaw(
      `(select max(at) from timeline where timeline.client_id = clients.id and timeline.kind = 'interaction')
       desc nulls last, clients.id`,
    )
    .limit(CANDIDATES)

export type AddressRow = {
  id: string
  kind: AddressKind
  value: string
  label: string | null
  person_id: string | null
}
const columns = ['id', 'kind', 'value', 'label', 'person_id'] as const

export const listAddresses = async (db: Queryable, clientId: string): Promise<AddressRow[]> =>
  db('addresses')
    .where({ client_id: clientId })
    .orderBy('id')
    .select<AddressRow[]>([...columns])

export type NewAddress = {
  clientId: string
  personId: string | null
  kind: AddressKind
  value: string
  label: string | null
  at: number
}

/** Undefined when the client has this address already. */
export const insertAddress = async (trx: Trx, address: NewAddress): Promise<AddressRow | undefined> => {
  const rows = await trx('addresses')
    .insert({
      client_id: address.clientId,
      person_id: address.personId,
      kind: address.kind,
      value: address.value,
      label: address.label,
      created_at: new Date(address.at),
    })
    .onConflict(['client_id', 'kind', 'value'])
    .ignore()
    .returning<AddressRow[]>([...columns])
  return rows[0]
}

/** A number that was the client's own becomes a person's; undefined when it is another person's already. */
export const giveAddress = async (trx: Trx, address: NewAddress): Promise<AddressRow | undefined> => {
  const rows = await trx('addresses')
    .where({ client_id: address.clientId, kind: address.kind, value: address.value })
    .whereNull('person_id')
    .update({ person_id: address.personId })
    .returning<AddressRow[]>([...columns])
  return rows[0]
}

/** With its doubles on the cards merged into this one: it is the client's no more. */
export const deleteAddress = async (
  trx: Trx,
  { clientId, id, merged }: { clientId: string; id: string; merged: string[] },
): Promise<AddressRow | undefined> => {
  const rows = await trx('addresses')
    .where({ client_id: clientId, id })
    .delete()
    .returning<AddressRow[]>([...columns])
  const [gone] = rows
  if (gone) {
    const { kind, value } = gone
    await trx('addresses').where({ kind, value }).whereIn('client_id', merged).delete()
  }
  return gone
}

/** The addresses of a person who left stay with the client. */
export const releaseAddresses = async (trx: Trx, personId: string): Promise<void> => {
  await trx('addresses').where({ person_id: personId }).update({ person_id: null })
}
