/** What the card shows of its personal data: a hold, an erasure, files; and the list of all holds. */
import { familyOf, isInReach, readableClient } from '#server/clients/index.ts'
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import type { PersonalData } from '#shared/privacy/privacy.contract.ts'
import { disclosuresOf } from './disclosures/disclosure.store.ts'
import { erasureOfCards } from './erasure.store.ts'
import { holdsOn, holdsWithin } from './hold.store.ts'
import { presentDisclosure, presentErasure, presentHold } from './privacy.present.ts'

/** @throws 404 for a card out of reach */
export const readPersonalData = async (
  db: Queryable,
  actor: Actor,
  clientId: string,
): Promise<PersonalData> => {
  const client = await readableClient(db, actor, clientId)
  const family = await familyOf(db, clientId)
  const allowed = (permission: Permission) =>
    isInReach(db, may(actor, permission) ? reachOf(actor, permission) : null, clientId)
  const [disclose, hold, erase] = [
    await allowed('client.disclose'),
    await allowed('client.hold'),
    await allowed('client.erase'),
  ]
  // What is merged away is dealt with on the card that stands; what is erased, not at all.
  const open = client.merged_into === null && client.erased_at === null
  const erasure = await erasureOfCards(db, family)
  return {
    holds: (await holdsOn(db, family)).map((row) => presentHold(row, hold)),
    erasure: erasure ? presentErasure(erasure) : null,
    disclosures: disclose ? (await disclosuresOf(db, family)).map(presentDisclosure) : [],
    may: { disclose: open && disclose, erase: open && erase, hold: open && hold },
  }
}

export const listHolds = async (db: Queryable, actor: Actor) => ({
  holds: (await holdsWithin(db, reachOf(actor, 'client.hold'))).map((row) => ({
    ...presentHold(row, true),
    clientId: row.client_id,
    clientName: row.client_name,
  })),
})
