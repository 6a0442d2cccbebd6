/** A card for whoever a file of another room names and nobody knows; and its going, where nobody has worked with it. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { addressAdded, clientCreated, clientRemoved } from '#shared/clients/client.events.ts'
import { findByAddress, insertAddress } from './address.store.ts'
import { insertClient } from './client.store.ts'
import { removeCards, workedWith } from './import/carry/undo.store.ts'
import { holdCards } from './merge/merge.store.ts'

export type BroughtClient = {
  kind: 'company' | 'person'
  name: string
  taxNumber: string | null
  /** E.164, and e-mails in lower case. */
  addresses: { kind: 'phone' | 'email'; value: string }[]
  language: 'ru' | 'en'
  marketId: string
  /** Of the file that names them. */
  importId: string
}
type Act = { by: string; at: number }

/** An address that another card has is not written on this one. Answers how many events tell of the making. */
export const bringClient = async (
  trx: Trx,
  { addresses, importId, ...who }: BroughtClient,
  { by: actorId, at }: Act,
): Promise<{ id: string; told: number }> => {
  const id = await insertClient(trx, { ...who, provisional: false, country: null, at })
  const data = { provisional: false, marketId: who.marketId, importId }
  await appendEvent(trx, clientCreated, { subjectId: id, actorId, at, data })
  let told = 1
  for (const address of addresses) {
    if ((await findByAddress(trx, address)).length > 0) continue
    const made = await insertAddress(trx, { clientId: id, personId: null, label: null, at, ...address })
    if (!made) continue
    const added = { addressId: made.id, personId: null }
    await appendEvent(trx, addressAdded, { subjectId: id, actorId, at, data: added })
    told += 1
  }
  return { id, told }
}

/** True when it went: nothing is filed under it, and no event but those of its making tells of it. */
export const takeBackClient = async (
  trx: Trx,
  card: { id: string; told: number; importId: string },
  { by: actorId, at }: Act,
): Promise<boolean> => {
  await holdCards(trx, [card.id])
  if ((await workedWith(trx, [card])).size > 0) return false
  if ((await removeCards(trx, [card.id])).length === 0) return false
  await appendEvent(trx, clientRemoved, {
    subjectId: card.id,
    actorId,
    at,
    data: { importId: card.importId },
  })
  return true
}
