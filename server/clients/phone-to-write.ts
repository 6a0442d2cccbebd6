/** The phones of a card that somebody may write messages to. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { type AddressRow, listAddresses } from './address.store.ts'
import { lockedFor } from './client.policy.ts'
import { type ClientRow, findClient } from './client.store.ts'

const PERMISSION = 'message.send'

export type PhoneOfClient = {
  clientId: string
  marketId: string
  language: 'ru' | 'en'
  addressId: string
  personId: string | null
  /** E.164. */
  phone: string
}

const phoneOf = (client: ClientRow, address: AddressRow): PhoneOfClient => ({
  clientId: client.id,
  marketId: client.market_id,
  language: client.language,
  addressId: address.id,
  personId: address.person_id,
  phone: address.value,
})

const isPhone = ({ kind }: AddressRow): boolean => kind === 'phone'

/** Locks the card. @throws 404 for a card out of reach, or an address that is no phone of it; 403; 409 `merged` */
export const phoneToWrite = async (
  trx: Trx,
  actor: Actor,
  { clientId, addressId }: { clientId: string; addressId: string },
): Promise<PhoneOfClient> => {
  const client = await lockedFor(trx, actor, PERMISSION, clientId)
  const address = (await listAddresses(trx, clientId)).find(({ id }) => id === addressId)
  if (!address || !isPhone(address)) throw notFound('address', addressId)
  return phoneOf(client, address)
}

/** @throws 404 for a card out of reach */
export const phonesToWrite = async (
  db: Queryable,
  actor: Actor,
  clientId: string,
): Promise<{ marketId: string; phones: PhoneOfClient[] }> => {
  const client = await findClient(db, reachOf(actor, PERMISSION), clientId)
  if (!client) throw notFound('client', clientId)
  const addresses = await listAddresses(db, clientId)
  return {
    marketId: client.market_id,
    phones: addresses.filter(isPhone).map((one) => phoneOf(client, one)),
  }
}
