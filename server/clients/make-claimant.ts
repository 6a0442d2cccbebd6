/** A card for whoever wrote to us and is not known for certain: provisional, until a person fills it in or merges it. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { clientCreated } from '#shared/clients/client.events.ts'
import { findByAddress, insertAddress } from './address.store.ts'
import { insertClient } from './client.store.ts'

export type Claimant = {
  name: string
  /** E.164, and e-mails in lower case. */
  addresses: { kind: 'phone' | 'email'; value: string }[]
  language: 'ru' | 'en'
  marketId: string
  at: number
}

/**
 * An address that another card has is not written on this one: whoever types a number has not proved that it is theirs,
 * and its owner's next call is not to find two cards.
 */
export const makeClaimant = async (trx: Trx, { addresses, at, ...who }: Claimant): Promise<string> => {
  const clientId = await insertClient(trx, { kind: 'person', provisional: true, country: null, at, ...who })
  for (const address of addresses) {
    if ((await findByAddress(trx, address)).length > 0) continue
    await insertAddress(trx, { clientId, personId: null, label: null, at, ...address })
  }
  await appendEvent(trx, clientCreated, {
    subjectId: clientId,
    actorId: null,
    at,
    data: { provisional: true, marketId: who.marketId },
  })
  return clientId
}
