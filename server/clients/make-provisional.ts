/** A card for an unknown number, in one keystroke: named by the number until a person fills it in. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { clientCreated } from '#shared/clients/client.events.ts'
import { insertAddress } from './address.store.ts'
import { findProvisionalByPhone, insertClient, lockAddress } from './client.store.ts'

/** A hidden number has nothing to be called by. */
const NAMELESS = { ru: 'Неизвестный клиент', en: 'Unknown client' }

export type Provisional = {
  /** E.164; null when the caller's number is hidden. */
  address: string | null
  language: 'ru' | 'en'
  marketId: string
  /** The agent who asked for it; null when the hub did. */
  actorId: string | null
  /** Epoch ms. */
  at: number
}

/** Pressed twice, or by two agents at once, it is one card: `created` is false for the later. */
export const makeProvisionalClient = async (
  trx: Trx,
  wish: Provisional,
): Promise<{ clientId: string; created: boolean }> => {
  if (wish.address) {
    await lockAddress(trx, wish.address)
    const present = await findProvisionalByPhone(trx, wish.address)
    if (present) return { clientId: present, created: false }
  }
  const phone = wish.address ? parsePhoneNumberFromString(wish.address) : undefined
  const clientId = await insertClient(trx, {
    kind: 'person',
    name: phone?.formatInternational() ?? wish.address ?? NAMELESS[wish.language],
    provisional: true,
    marketId: wish.marketId,
    country: (phone?.country as CountryCode | undefined) ?? null,
    language: wish.language,
    at: wish.at,
  })
  if (wish.address) {
    await insertAddress(trx, {
      clientId,
      personId: null,
      kind: 'phone',
      value: wish.address,
      label: null,
      at: wish.at,
    })
  }
  await appendEvent(trx, clientCreated, {
    subjectId: clientId,
    actorId: wish.actorId,
    at: wish.at,
    data: { provisional: true, marketId: wish.marketId },
  })
  return { clientId, created: true }
}
