/** Whose number is this? One candidate is an answer, several are a choice for the agent, none is somebody new. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { AddressKind } from '#shared/clients/address.contract.ts'
import { findByAddress } from './address.store.ts'
import { keepCards } from './client.store.ts'

export type { AddressKind }
export type AddressCandidate = {
  clientId: string
  clientName: string
  provisional: boolean
  personId: string | null
  personName: string | null
  managerId: string | null
  marketId: string
  language: 'ru' | 'en'
}

/**
 * @param address `value` in E.164 for a phone, lower case for an e-mail
 * @returns candidates, those last in contact first
 */
export const resolveAddress = async (
  trx: Queryable,
  address: { kind: AddressKind; value: string },
): Promise<{ candidates: AddressCandidate[] }> => ({
  candidates: (await findByAddress(trx, address)).map((row) => ({
    clientId: row.client_id,
    clientName: row.client_name,
    provisional: row.provisional,
    personId: row.person_id,
    personName: row.person_name,
    managerId: row.manager_id,
    marketId: row.market_id,
    language: row.person_language ?? row.client_language,
  })),
})

/**
 * As `resolveAddress`, for whoever files something under a candidate: none of them goes before the transaction ends, and
 * one that is just going is waited for.
 */
export const resolveToFile = async (
  trx: Trx,
  address: { kind: AddressKind; value: string },
): Promise<{ candidates: AddressCandidate[] }> => {
  const found = await resolveAddress(trx, address)
  if (found.candidates.length === 0) return found
  await keepCards(
    trx,
    found.candidates.map(({ clientId }) => clientId),
  )
  return resolveAddress(trx, address)
}
