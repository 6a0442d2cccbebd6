/** SQL that takes the identity off cards and contact persons. The rows stay: what happened names them. */
import type { Queryable, Trx } from '#server/platform/database.ts'

/** From now on nothing more is filed under these cards, and nobody finds them by what they were. */
export const markErased = async (trx: Trx, clients: string[], at: number): Promise<void> => {
  await trx('clients')
    .whereIn('id', clients)
    .update({ erased_at: new Date(at) })
}

export const markPersonErased = async (trx: Trx, personId: string, at: number): Promise<void> => {
  await trx('persons')
    .where({ id: personId })
    .update({ erased_at: new Date(at) })
}

export type NamedPerson = { id: string; name: string; erased_at: number | null }

/** Also of those who have left. */
export const personOfCard = async (
  db: Queryable,
  clientId: string,
  id: string,
): Promise<NamedPerson | undefined> =>
  db('persons').where({ client_id: clientId, id }).first<NamedPerson | undefined>('id', 'name', 'erased_at')

export const personsOfCards = async (db: Queryable, clients: string[]): Promise<string[]> =>
  db('persons').whereIn('client_id', clients).pluck('id')

/** Phones of these, and of nobody else; of a contact person alone those that the card has for nobody else. */
export const ownPhones = async (
  db: Queryable,
  whose: { clients: string[]; persons: string[] },
): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { value: string }[] }>(
    `select distinct a.value from addresses a
      where a.kind = 'phone' and (a.client_id = any(:clients) or a.person_id = any(:persons))
        and not exists (select from addresses other where other.kind = a.kind and other.value = a.value
                           and not (other.client_id = any(:clients))
                           and (other.person_id is null or not (other.person_id = any(:persons))))`,
    whose,
  )
  return rows.map(({ value }) => value)
}

export const addressesOfPerson = async (
  db: Queryable,
  personId: string,
): Promise<{ kind: string; value: string }[]> =>
  db('addresses').where({ person_id: personId }).select('kind', 'value')

type Face = { name: string; at: number }

const FACE = { position: null, language: null }

export const wipePersons = async (trx: Trx, persons: string[], { name, at }: Face): Promise<void> => {
  await trx('persons')
    .whereIn('id', persons)
    .update({
      ...FACE,
      name,
      erased_at: new Date(at),
      left_at: trx.raw('coalesce(left_at, ?::timestamptz)', [new Date(at)]),
      version: trx.raw('version + 1'),
    })
}

/** With doubles that wait on merged cards. */
export const wipeAddressesOfPerson = async (trx: Trx, clients: string[], personId: string): Promise<void> => {
  await trx.raw(
    `delete from addresses a using addresses mine
      where mine.person_id = :personId and a.kind = mine.kind and a.value = mine.value
        and (a.id = mine.id or (a.client_id = any(:clients) and a.person_id is null))`,
    { personId, clients },
  )
}

export const wipeCards = async (trx: Trx, clients: string[], { name, at }: Face): Promise<void> => {
  await trx('addresses').whereIn('client_id', clients).delete()
  await trx('client_tags').whereIn('client_id', clients).delete()
  await trx('claim_tags').whereIn('claim_id', claimsOf(trx, clients)).delete()
  await trx('clients')
    .whereIn('id', clients)
    .update({
      name,
      tax_number: null,
      provisional: false,
      updated_at: new Date(at),
      version: trx.raw('version + 1'),
    })
}

const claimsOf = (trx: Trx, clients: string[]) => trx('claims').whereIn('client_id', clients).select('id')

/** And on their claims. */
export const tagsOnCards = async (trx: Trx, clients: string[]): Promise<string[]> =>
  trx('client_tags')
    .whereIn('client_id', clients)
    .select('tag_id')
    .union([trx('claim_tags').whereIn('claim_id', claimsOf(trx, clients)).select('tag_id')])
    .pluck('tag_id')

/** A word that was put on these cards and their claims alone may be a name. */
export const dropUnusedTags = async (trx: Trx, tags: string[]): Promise<void> => {
  await trx.raw(
    `delete from tags where id = any(:tags) and not exists (select from client_tags where tag_id = tags.id)
        and not exists (select from claim_tags where tag_id = tags.id)`,
    { tags },
  )
}

/** The words that names of these are made of. */
export const wordsOfNames = async (
  trx: Trx,
  whose: { clients: string[]; persons: string[] },
): Promise<string[]> => {
  const { rows } = await trx.raw<{ rows: { word: string }[] }>(
    `select distinct word
       from (select search from clients where id = any(:clients)
             union all select search from persons where id = any(:persons)) as named,
            unnest(string_to_array(search, ' ')) as word
      where word <> ''`,
    whose,
  )
  return rows.map(({ word }) => word)
}

/** Words that nobody is named by any more; the trigram indexes of names tell whether somebody is. */
export const dropUnusedWords = async (trx: Trx, words: string[]): Promise<void> => {
  for (const word of words) {
    await trx.raw(
      `delete from name_words where word = :word
          and not exists (select from clients where search like '%' || :word || '%'
                             and string_to_array(search, ' ') @> array[:word])
          and not exists (select from persons where search like '%' || :word || '%'
                             and string_to_array(search, ' ') @> array[:word])`,
      { word },
    )
  }
}
