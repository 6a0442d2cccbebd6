/** Adds a phone or an e-mail to a card, for the client or for one of its persons. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Address } from '#shared/clients/address.contract.ts'
import { editableClient } from './client.policy.ts'
import { presentAddress } from './client.present.ts'
import { findPerson } from './person.store.ts'
import { putAddress, type TypedAddress } from './put-address.ts'

/** @throws 422 `invalid_phone`, 409 `address_exists`, 404, 403 */
export const addAddress = (
  platform: Platform,
  actor: Actor,
  clientId: string,
  typed: Omit<TypedAddress, 'field'>,
): Promise<Address> =>
  inTransaction(platform.db, async (trx) => {
    const client = await editableClient(trx, actor, clientId)
    if (typed.personId && !(await findPerson(trx, clientId, typed.personId))) {
      throw invalid({ personId: 'unknown_person' })
    }
    const act = { actorId: actor.userId, at: platform.clock.now() }
    return presentAddress(await putAddress(trx, client, { ...typed, field: 'value' }, act))
  })
