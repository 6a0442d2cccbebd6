/** A client as somebody who is to be called: their phones, and which of them asked not to be. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import type { Consent } from '#shared/clients/consent.contract.ts'
import { doNotCall } from '#shared/clients/do-not-call.ts'
import { listAddresses } from './address.store.ts'
import { readableClient } from './client.policy.ts'
import { listConsents } from './consents/consent.store.ts'

export type CallablePhone = {
  addressId: string
  /** E.164. */
  phone: string
  personId: string | null
  /** Their word that they are not to be called. */
  refused: { at: number; source: Consent['source'] } | null
}
export type Callable = {
  clientId: string
  language: 'ru' | 'en'
  marketId: string
  phones: CallablePhone[]
  /** Of the client as a whole, by whatever way. */
  refused: CallablePhone['refused']
}

/** @throws 404 for a card out of reach; 409 `merged`: another card stands for it */
export const whomToCall = async (db: Queryable, actor: Actor, clientId: string): Promise<Callable> => {
  const client = await readableClient(db, actor, clientId)
  if (client.merged_into) throw conflict('merged', { into: client.merged_into })
  const words = (await listConsents(db, clientId)).map((row) => ({
    ...row,
    personId: row.person_id,
    recordedAt: row.recorded_at,
  }))
  const refusedBy = (personId: string | null) => {
    const word = doNotCall(words, personId)
    return word && { at: word.at, source: word.source }
  }
  const addresses = await listAddresses(db, clientId)
  return {
    clientId,
    language: client.language,
    marketId: client.market_id,
    phones: addresses
      .filter(({ kind }) => kind === 'phone')
      .map((one) => ({
        addressId: one.id,
        phone: one.value,
        personId: one.person_id,
        refused: refusedBy(one.person_id),
      })),
    refused: refusedBy(null),
  }
}
