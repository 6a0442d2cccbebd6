/** New cards, with all that stands on them and the events of cards that are made by hand. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { addressAdded, clientCreated, personAdded, tagAdded } from '#shared/clients/client.events.ts'
import type { ImportedCard } from '#shared/clients/import/read-row.ts'
import { ensureTag } from '../../tags/tag.store.ts'
import type { Filled, RowOutcome } from '../staged-row.store.ts'
import { insertAddresses, insertCards, insertClientTags, insertPersons } from './apply.store.ts'
import type { Act, Taken } from './taken.ts'

export const makeCards = async (
  trx: Trx,
  act: Act,
  taken: readonly Taken<'create'>[],
): Promise<RowOutcome[]> => {
  const cards = taken.map(({ row }) => ({ id: row.card_id!, card: row.card! }))
  await insertCards(trx, cards, act.at)
  for (const { id, card } of cards) {
    const data = { provisional: false, marketId: card.marketId, importId: act.importId }
    await appendEvent(trx, clientCreated, { subjectId: id, actorId: act.by, at: act.at, data })
  }
  const added = await addParts(
    trx,
    act,
    cards.map(({ id, card }) => ({ clientId: id, ...card })),
  )
  return taken.map(({ row }) => ({
    line: row.line,
    outcome: 'created' as const,
    cardId: row.card_id,
    filled: null,
    told: 1 + Object.values(added.get(row.card_id!)!).flat().length,
  }))
}

type Parts = { clientId: string } & Pick<ImportedCard, 'addresses' | 'persons' | 'tags'>

/** Addresses, persons and tags of many cards at once, each with its event; what was added, by card. */
export const addParts = async (
  trx: Trx,
  act: Act,
  cards: readonly Parts[],
): Promise<Map<string, Omit<Filled, 'fields'>>> => {
  const added = new Map(
    cards.map(({ clientId }) => [
      clientId,
      { addresses: [] as string[], persons: [] as string[], tags: [] as string[] },
    ]),
  )
  const each = <T extends object>(list: (card: Parts) => readonly T[]) =>
    cards.flatMap((card) => list(card).map((one) => ({ clientId: card.clientId, ...one })))
  const by = { actorId: act.by, at: act.at }
  const persons = await insertPersons(
    trx,
    each((card) => card.persons),
    act.at,
  )
  for (const { id, client_id: subjectId } of persons) {
    added.get(subjectId)!.persons.push(id)
    await appendEvent(trx, personAdded, { subjectId, ...by, data: { personId: id } })
  }
  const addresses = await insertAddresses(
    trx,
    each((card) => card.addresses),
    act.at,
  )
  for (const { id, client_id: subjectId } of addresses) {
    added.get(subjectId)!.addresses.push(id)
    await appendEvent(trx, addressAdded, { subjectId, ...by, data: { addressId: id, personId: null } })
  }
  const ids = await tagIds(trx, act, cards)
  const tags = await insertClientTags(
    trx,
    each((card) => card.tags.map((tag) => ({ tagId: ids.get(tag)! }))),
    act,
  )
  for (const { tag_id: tagId, client_id: subjectId } of tags) {
    added.get(subjectId)!.tags.push(tagId)
    await appendEvent(trx, tagAdded, { subjectId, ...by, data: { tagId } })
  }
  return added
}

/** In one order: two who make the same words wait for each other, and never in a circle. */
const tagIds = async (trx: Trx, act: Act, cards: readonly Parts[]): Promise<Map<string, string>> => {
  const ids = new Map<string, string>()
  for (const name of [...new Set(cards.flatMap(({ tags }) => tags))].sort()) {
    ids.set(name, (await ensureTag(trx, { name, createdBy: act.by, at: act.at })).id)
  }
  return ids
}
