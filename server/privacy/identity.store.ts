/** SQL that erases what the table of places names. Names and conditions come from there alone. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { IdentityPlace } from '#shared/privacy/identity-place.ts'
import { type ListOfTheirs, theirs } from '#shared/privacy/theirs.ts'

/** Whose: a card with all that is merged into it, or one contact person; phones that are nobody else's. */
export type Whose = { clients: string[]; persons: string[]; addresses: string[] }

/** Named bindings are lists of ids, and of texts. */
export const typed = (sql: string): string =>
  sql
    .replaceAll(':clients', ':clients::uuid[]')
    .replaceAll(':persons', ':persons::uuid[]')
    .replaceAll(':addresses', ':addresses::text[]')

/** Keys, in the form of texts. Read outside of any writing: it may take its time with who called for years. */
export const keysOf = async (db: Queryable, list: ListOfTheirs, whose: Whose): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { key: string }[] }>(
    `select their.key::text from (${typed(theirs[list])}) as their (key)`,
    { ...whose },
  )
  return rows.map(({ key }) => key)
}

/** The rows of these keys. Those that are done are passed by, so it may be repeated at will. */
export const erasePlace = async (trx: Trx, place: IdentityPlace, keys: string[]): Promise<void> => {
  if (place.becomes !== 'remove') return change(trx, place, place.becomes, { keys })
  await trx.raw(`delete from ${place.table} t where ${rowsOf(place)}`, { keys })
}

/** A contact person's name and addresses in what people have typed about the company. */
export const maskPlace = async (
  trx: Trx,
  place: IdentityPlace,
  keys: string[],
  pattern: string,
): Promise<void> => {
  await change(trx, place, maskedOf(place), { keys, pattern })
}

const masked = (text: string): string => `regexp_replace(${text}, :pattern, '***', 'gi')`

const MASKED_FIELDS = `(
  select coalesce(jsonb_object_agg(given.key, case f.type when 'text' then to_jsonb(${masked("given.value #>> '{}'")})
                                                          else given.value end), '{}')
    from jsonb_each(t.custom) as given left join custom_fields f on f.id::text = given.key)`

const maskedOf = ({ typed: how, becomes }: IdentityPlace): Record<string, string> => {
  if (how === 'fields') return { custom: MASKED_FIELDS }
  if (typeof how === 'object') {
    const [whole, text] = [`t.${how.column}`, `t.${how.column} ->> '${how.key}'`]
    const changed = `${whole} || jsonb_build_object('${how.key}', ${masked(text)})`
    return { [how.column]: `case when ${text} is null then ${whole} else ${changed} end` }
  }
  return Object.fromEntries(Object.keys(becomes).map((column) => [column, masked(`t.${column}`)]))
}

const TEXT_KEYS: readonly ListOfTheirs[] = ['callRefs', 'links', 'letters', 'ownLetters']

const rowsOf = ({ key, list, only = 'true' }: IdentityPlace): string => {
  if (list === 'importRows' || list === 'claimImportRows') {
    const pairs = `select split_part(k, ':', 1)::uuid, split_part(k, ':', 2)::int from unnest(:keys::text[]) as k`
    return `${key} in (${pairs}) and ${only}`
  }
  const asText = TEXT_KEYS.includes(list) || key.includes('->>')
  return `${key} = any(:keys::${asText ? 'text' : 'uuid'}[]) and ${only}`
}

const change = async (
  trx: Trx,
  place: IdentityPlace,
  becomes: Record<string, string>,
  bindings: { keys: string[]; pattern?: string },
): Promise<void> => {
  const set = Object.entries(becomes).map(([column, to]) => `${column} = ${to}`)
  const undone = Object.entries(becomes).map(([column, to]) => `t.${column} is distinct from (${to})`)
  await trx.raw(
    `update ${place.table} t set ${set.join(', ')} where ${rowsOf(place)} and (${undone.join(' or ')})`,
    bindings,
  )
}

/** How many rows of a table are theirs; the table and condition are given by the room alone. */
export const countRows = async (db: Queryable, table: string, of: string, whose: Whose): Promise<number> => {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    typed(`select count(*) as n from ${table} t where ${of}`),
    { ...whose },
  )
  return rows[0]?.n ?? 0
}
