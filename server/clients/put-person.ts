/** Puts a contact person with their addresses on a client's card. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { personAdded } from '#shared/clients/client.events.ts'
import type { PersonInput } from '#shared/clients/person.contract.ts'
import { insertPerson, type PersonRow } from './person.store.ts'
import { type Owner, putAddress } from './put-address.ts'

/** @param path where the person stands in the request: `persons.0.`, or nothing */
export const putPerson = async (
  trx: Trx,
  owner: Owner,
  input: PersonInput,
  act: { actorId: string; at: number; path: string },
): Promise<PersonRow> => {
  const { name, position, language } = input
  const person = await insertPerson(trx, owner.id, {
    name,
    position: position || null,
    language,
    at: act.at,
  })
  await appendEvent(trx, personAdded, {
    subjectId: owner.id,
    actorId: act.actorId,
    at: act.at,
    data: { personId: person.id },
  })
  const typed = [
    ...input.phones.map((value, place) => ({ kind: 'phone' as const, value, field: `phones.${place}` })),
    ...input.emails.map((value, place) => ({ kind: 'email' as const, value, field: `emails.${place}` })),
  ]
  for (const one of typed) {
    const field = act.path + one.field
    await putAddress(trx, owner, { ...one, label: null, personId: person.id, field }, act)
  }
  return person
}
