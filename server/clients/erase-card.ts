/** The identity goes off a card, or off one contact person: the last step of an erasure, for the room that carries it. */
import type { Trx } from '#server/platform/database.ts'
import {
  dropUnusedTags,
  dropUnusedWords,
  personsOfCards,
  tagsOnCards,
  wipeAddressesOfPerson,
  wipeCards,
  wipePersons,
  wordsOfNames,
} from './erase-card.store.ts'

type Faces = { clientName: string; personName: string; at: number }

/** @param clients the card and all that is merged into it */
export const eraseCard = async (trx: Trx, clients: string[], faces: Faces): Promise<void> => {
  const persons = await personsOfCards(trx, clients)
  const words = await wordsOfNames(trx, { clients, persons })
  const tags = await tagsOnCards(trx, clients)
  await wipePersons(trx, persons, { name: faces.personName, at: faces.at })
  await wipeCards(trx, clients, { name: faces.clientName, at: faces.at })
  await dropUnusedTags(trx, tags)
  await dropUnusedWords(trx, words)
}

/** @param clients the card that they are on, and all that is merged into it */
export const eraseContact = async (
  trx: Trx,
  personId: string,
  clients: string[],
  face: { name: string; at: number },
): Promise<void> => {
  const words = await wordsOfNames(trx, { clients: [], persons: [personId] })
  await wipeAddressesOfPerson(trx, clients, personId)
  await wipePersons(trx, [personId], face)
  await dropUnusedWords(trx, words)
}
