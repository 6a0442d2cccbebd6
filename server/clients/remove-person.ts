/** A contact person has left: off the card, yet still named by what they said and did. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { personRemoved } from '#shared/clients/client.events.ts'
import { releaseAddresses } from './address.store.ts'
import { editableClient } from './client.policy.ts'
import { findPerson, markLeft } from './person.store.ts'

/** @throws 404, 403 */
export const removePerson = (
  platform: Platform,
  actor: Actor,
  { clientId, personId }: { clientId: string; personId: string },
): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    await editableClient(trx, actor, clientId)
    if (!(await findPerson(trx, clientId, personId))) throw notFound('person', personId)
    await markLeft(trx, personId, at)
    await releaseAddresses(trx, personId)
    await appendEvent(trx, personRemoved, {
      subjectId: clientId,
      actorId: actor.userId,
      at,
      data: { personId },
    })
  })
