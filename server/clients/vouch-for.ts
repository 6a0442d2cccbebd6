/** For who may change a card: the client that a signed link is to stand for, with the phone it is given for. */
import type { Actor } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { listAddresses } from './address.store.ts'
import { editableClient } from './client.policy.ts'

export type VouchedFor = { clientId: string; language: 'ru' | 'en'; phone: string | null }

/** @throws 404 for a card out of reach, or an address that is no phone of it; 403 for one that may only be read */
export const vouchFor = async (
  trx: Trx,
  actor: Actor,
  { clientId, addressId }: { clientId: string; addressId: string | null },
): Promise<VouchedFor> => {
  const client = await editableClient(trx, actor, clientId)
  const known = { clientId, language: client.language }
  if (!addressId) return { ...known, phone: null }
  const address = (await listAddresses(trx, clientId)).find(({ id }) => id === addressId)
  if (address?.kind !== 'phone') throw notFound('address', addressId)
  return { ...known, phone: address.value }
}
