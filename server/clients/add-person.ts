/** Adds a contact person to a card. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Person, PersonInput } from '#shared/clients/person.contract.ts'
import { editableClient } from './client.policy.ts'
import { presentPerson } from './client.present.ts'
import { putPerson } from './put-person.ts'

export const addPerson = (
  platform: Platform,
  actor: Actor,
  clientId: string,
  input: PersonInput,
): Promise<Person> =>
  inTransaction(platform.db, async (trx) => {
    const client = await editableClient(trx, actor, clientId)
    const act = { actorId: actor.userId, at: platform.clock.now(), path: '' }
    return presentPerson(await putPerson(trx, client, input, act))
  })
