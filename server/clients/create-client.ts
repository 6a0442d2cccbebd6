/** A new card, with its persons and addresses, whole or not at all. */

import { judgeCustom } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ClientCard, NewClientInput } from '#shared/clients/card.contract.ts'
import { clientCreated } from '#shared/clients/client.events.ts'
import { withChange } from '#shared/organisation/custom-value.ts'
import { checkReferences, keptTaxNumber } from './check-references.ts'
import { mustStillEdit } from './client.policy.ts'
import { insertClient } from './client.store.ts'
import { putAddress } from './put-address.ts'
import { putPerson } from './put-person.ts'
import { readCard } from './read-card.ts'

/**
 * Whoever may edit only their own clients becomes the manager of the one they make.
 * @throws 403 for a card beyond the actor's reach; 409, 422
 */
export const createClient = async (
  platform: Platform,
  actor: Actor,
  input: NewClientInput,
): Promise<ClientCard> => {
  const at = platform.clock.now()
  const { phones, emails, persons, custom: given, ...fields } = input
  const own = reachOf(actor, 'client.edit').kind !== 'all'
  const managerId = fields.managerId ?? (own ? actor.userId : null)
  return inTransaction(platform.db, async (trx) => {
    await checkReferences(trx, { ...fields, managerId })
    const taxNumber = await keptTaxNumber(trx, fields.taxNumber, fields)
    const custom = withChange({}, await judgeCustom(trx, 'client', { given, asked: true }))
    const id = await insertClient(trx, { ...fields, custom, taxNumber, managerId, provisional: false, at })
    await mustStillEdit(trx, actor, id)
    await appendEvent(trx, clientCreated, {
      subjectId: id,
      actorId: actor.userId,
      at,
      data: { provisional: false, marketId: fields.marketId },
    })
    const owner = { id, market_id: fields.marketId, country: fields.country }
    const act = { actorId: actor.userId, at }
    for (const [place, one] of persons.entries()) {
      await putPerson(trx, owner, one, { ...act, path: `persons.${place}.` })
    }
    const typed = [
      ...phones.map((value, place) => ({ kind: 'phone' as const, value, field: `phones.${place}` })),
      ...emails.map((value, place) => ({ kind: 'email' as const, value, field: `emails.${place}` })),
    ]
    for (const one of typed) await putAddress(trx, owner, { ...one, label: null, personId: null }, act)
    return readCard(trx, actor, id)
  })
}
