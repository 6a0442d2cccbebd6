/** Changes a contact person; a stale edit is told what changed, as on the card itself. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Queryable } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { StaleFacts } from '#shared/clients/card.contract.ts'
import { personEdited } from '#shared/clients/client.events.ts'
import type { Person, PersonChange } from '#shared/clients/person.contract.ts'
import { editableClient } from './client.policy.ts'
import { presentPerson } from './client.present.ts'
import { changesSince } from './client.store.ts'
import { findPerson, type PersonFields, type PersonRow, updatePerson } from './person.store.ts'

type Edit = { clientId: string; personId: string; version: number; change: PersonChange }

/** @throws 409 `stale` with what changed since `version`; 404, 403 */
export const editPerson = (platform: Platform, actor: Actor, edit: Edit): Promise<Person> =>
  inTransaction(platform.db, async (trx) => {
    await editableClient(trx, actor, edit.clientId)
    const person = await findPerson(trx, edit.clientId, edit.personId)
    if (!person) throw notFound('person', edit.personId)
    if (person.version !== edit.version) throw conflict('stale', await staleFacts(trx, person, edit.version))
    const fields = (['name', 'position', 'language'] as const).filter(
      (field) => edit.change[field] !== undefined && edit.change[field] !== person[field],
    )
    if (fields.length === 0) return presentPerson(person)
    const values = Object.fromEntries(fields.map((field) => [field, edit.change[field] || null]))
    const changed = await updatePerson(trx, person.id, edit.version, values as Partial<PersonFields>)
    if (!changed) throw conflict('stale', { version: edit.version, changes: [] })
    await appendEvent(trx, personEdited, {
      subjectId: edit.clientId,
      actorId: actor.userId,
      at: platform.clock.now(),
      data: { personId: person.id, version: edit.version + 1, fields },
    })
    return presentPerson(changed)
  })

const staleFacts = async (db: Queryable, person: PersonRow, version: number): Promise<StaleFacts> => {
  const changes = await changesSince(db, person.client_id, personEdited.kind, version, person.id)
  return {
    version: person.version,
    changes: changes.map((change) => ({
      field: change.field,
      current: person[change.field as keyof PersonFields],
      byName: change.by_name,
      at: change.at,
    })),
  }
}
