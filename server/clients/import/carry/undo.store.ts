/** SQL that takes back what an import has made, where nobody has worked with it since. */
import type { Trx } from '#server/platform/database.ts'
import { holders } from '../../merge/merge.store.ts'

/** Filed under a card by what is done with it; its persons tell of themselves in the card's events. */
const isWork = (table: string): boolean => table !== 'persons'

/**
 * Of these new cards those that somebody has touched: by an event of the card that is not of its making, by whatever was
 * filed under it, or by a merge. @param cards `told`: how many events tell of its making
 */
export const workedWith = async (
  trx: Trx,
  cards: readonly { id: string; told: number }[],
): Promise<Set<string>> => {
  const filed = (await holders(trx))
    .filter(isWork)
    .map((table) => `or exists (select from "${table}" as filed where filed.client_id = made.id)`)
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select made.id from jsonb_to_recordset(:cards::jsonb) as made(id uuid, told int)
      where (select count(*) from events where events.subject_id = made.id) > made.told
         or exists (select from clients where clients.merged_into = made.id)
         or exists (select from clients where clients.id = made.id and clients.version > 1)
         ${filed.join('\n         ')}`,
    { cards: JSON.stringify(cards.map(({ id, told }) => ({ id, told }))) },
  )
  return new Set(rows.map(({ id }) => id))
}

/** Those that were there. What stood on them goes with them. */
export const removeCards = async (trx: Trx, ids: readonly string[]): Promise<string[]> =>
  ids.length === 0
    ? []
    : (
        await trx('clients')
          .whereIn('id', [...ids])
          .delete()
          .returning<{ id: string }[]>('id')
      ).map(({ id }) => id)

/** Addresses that are still the client's own; those that became a person's meanwhile stay. */
export const takeAddresses = async (
  trx: Trx,
  clientId: string,
  ids: readonly string[],
): Promise<{ id: string }[]> =>
  trx('addresses')
    .where({ client_id: clientId })
    .whereIn('id', [...ids])
    .whereNull('person_id')
    .delete()
    .returning<{ id: string }[]>('id')

/** Persons whom nobody has edited or erased, and nothing names. */
export const takePersons = async (
  trx: Trx,
  clientId: string,
  ids: readonly string[],
): Promise<{ id: string }[]> =>
  trx('persons')
    .where({ client_id: clientId, version: 1 })
    .whereNull('left_at')
    .whereNull('erased_at')
    .whereIn('id', [...ids])
    .whereNotExists(trx('addresses').whereRaw('addresses.person_id = persons.id'))
    .whereNotExists(trx('interactions').whereRaw('interactions.person_id = persons.id'))
    .whereNotExists(trx('deals').whereRaw('deals.person_id = persons.id'))
    .whereNotExists(trx('claims').whereRaw('claims.person_id = persons.id'))
    .whereNotExists(trx('claim_persons').whereRaw('claim_persons.person_id = persons.id'))
    .whereNotExists(trx('consents').whereRaw('consents.person_id = persons.id'))
    .delete()
    .returning<{ id: string }[]>('id')
