/** SQL of finding the cards that rows of a file may be of. */
import type { Queryable } from '#server/platform/database.ts'
import { readSuspects, type SuspectRow } from '../../merge/duplicate.store.ts'

/** As the database keeps names for the search, in the order given. */
export const soundsOf = async (db: Queryable, names: readonly string[]): Promise<string[]> => {
  if (names.length === 0) return []
  const { rows } = await db.raw<{ rows: { sound: string }[] }>(
    `select sound_text(fold_text(name)) as sound
       from jsonb_array_elements_text(?::jsonb) with ordinality as named(name, place) order by place`,
    [JSON.stringify(names)],
  )
  return rows.map(({ sound }) => sound)
}

export type Marks = { ids: string[]; taxNumbers: string[]; addresses: string[]; sounds: string[] }

/** Behind one batch of rows there may be a switchboard, or a name that many bear: so many cards are looked at. */
const CANDIDATES = 5_000

/** Standing cards that have any of the marks; of addresses `kind:value`. */
export const findCandidates = async (db: Queryable, marks: Marks): Promise<SuspectRow[]> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select distinct clients.id from (
       select unnest(:ids::uuid[]) as id
       union all select id from clients where tax_number = any(:taxNumbers::text[])
       union all select client_id from addresses join unnest(:addresses::text[]) as wanted
           on addresses.kind = split_part(wanted, ':', 1)
          and addresses.value = substr(wanted, strpos(wanted, ':') + 1)
       union all select found.id from unnest(:sounds::text[]) as wanted
           join clients found on found.sound = wanted) as marked
      join clients on clients.id = marked.id
     where clients.merged_into is null and clients.erased_at is null
     limit :limit`,
    { ...marks, limit: CANDIDATES },
  )
  return readSuspects(
    db,
    rows.map(({ id }) => id),
  )
}
