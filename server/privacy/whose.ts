/** Whose data are meant: a card with all that is merged into it, or one contact person of it. */
import { familyOf, ownPhones, personsOfCards } from '#server/clients/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { Whose } from './identity.store.ts'

export const whoseOf = async (
  db: Queryable,
  { clientId, personId }: { clientId: string; personId: string | null },
): Promise<Whose> => {
  const clients = personId ? [] : await familyOf(db, clientId)
  const persons = personId ? [personId] : await personsOfCards(db, clients)
  return { clients, persons, addresses: await ownPhones(db, { clients, persons }) }
}
