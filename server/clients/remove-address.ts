/** Takes an address off a card. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { addressRemoved } from '#shared/clients/client.events.ts'
import { deleteAddress } from './address.store.ts'
import { editableClient } from './client.policy.ts'
import { familyOf } from './merge/merge.store.ts'

/** @throws 404, 403 */
export const removeAddress = (
  platform: Platform,
  actor: Actor,
  { clientId, addressId }: { clientId: string; addressId: string },
): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    await editableClient(trx, actor, clientId)
    const merged = await familyOf(trx, clientId)
    const address = await deleteAddress(trx, { clientId, id: addressId, merged })
    if (!address) throw notFound('address', addressId)
    await appendEvent(trx, addressRemoved, {
      subjectId: clientId,
      actorId: actor.userId,
      at: platform.clock.now(),
      data: { addressId, personId: address.person_id },
    })
  })
