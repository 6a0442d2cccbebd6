/** Puts an address as it was typed on a client's card. Shared by the use cases that take addresses. */
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { AddressKind } from '#shared/clients/address.contract.ts'
import { addressAdded } from '#shared/clients/client.events.ts'
import { numbered, numberInLink, readHandle, readSite } from '#shared/clients/read-address.ts'
import { readPhone } from '#shared/organisation/phone.ts'
import { type AddressRow, giveAddress, insertAddress } from './address.store.ts'
import { type ClientRow, regionOfMarket } from './client.store.ts'

export type TypedAddress = {
  kind: AddressKind
  value: string
  label: string | null
  personId: string | null
  /** Where the value stands in the request, for the message beside it. */
  field: string
}

export type Owner = Pick<ClientRow, 'id' | 'market_id' | 'country'>

/**
 * The client's own number becomes the person's when it is added for one.
 * @throws 422 `invalid_phone`, `invalid_handle`, `invalid_site` at the field; 409 `address_exists` when somebody of this client has it
 */
export const putAddress = async (
  trx: Trx,
  owner: Owner,
  typed: TypedAddress,
  act: { actorId: string; at: number },
): Promise<AddressRow> => {
  const address = {
    clientId: owner.id,
    personId: typed.personId,
    kind: typed.kind,
    value: await normalised(trx, owner, typed),
    label: typed.label || null,
    at: act.at,
  }
  const row =
    (await insertAddress(trx, address)) ?? (typed.personId ? await giveAddress(trx, address) : undefined)
  if (!row) throw conflict('address_exists', { field: typed.field })
  await appendEvent(trx, addressAdded, {
    subjectId: owner.id,
    actorId: act.actorId,
    at: act.at,
    data: { addressId: row.id, personId: row.person_id },
  })
  return row
}

const normalised = async (trx: Trx, owner: Owner, typed: TypedAddress): Promise<string> => {
  if (typed.kind === 'email') return typed.value.toLowerCase()
  if (numbered.includes(typed.kind)) return phoneOf(trx, owner, typed)
  const isSite = typed.kind === 'site'
  const value = isSite ? readSite(typed.value) : readHandle(typed.kind, typed.value)
  if (!value) throw invalid({ [typed.field]: isSite ? 'invalid_site' : 'invalid_handle' })
  return value
}

const phoneOf = async (trx: Trx, owner: Owner, typed: TypedAddress): Promise<string> => {
  const market = await regionOfMarket(trx, owner.market_id)
  const regions = [owner.country, market].filter((region): region is string => Boolean(region))
  const phone = readPhone(numberInLink(typed.value), regions)
  if (!phone) throw invalid({ [typed.field]: 'invalid_phone' })
  return phone
}
