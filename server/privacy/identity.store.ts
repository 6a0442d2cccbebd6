/** SQL that erases, a batch at a time, what the table of places names. Names and conditions come from there alone. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { IdentityPlace } from '#shared/privacy/identity-places.ts'

/** Whose: a card with all that is merged into it, or one contact person; phones that are nobody else's. */
export type Whose = { clients: string[]; persons: string[]; addresses: string[] }

const bound = ({ clients, persons, addresses }: Whose) => ({ clients, persons, addresses })

/** Named bindings are lists of ids. */
const typed = (sql: string): string =>
  sql
    .replaceAll(':clients::uuid[]', ':clients')
    .replaceAll(':persons::uuid[]', ':persons')
    .replaceAll(':clients', ':clients::uuid[]')
    .replaceAll(':persons', ':persons::uuid[]')
    .replaceAll(':addresses', ':addresses::text[]')

/** At most `limit` rows; how many were still to do. Rows that are done are passed by. */
export const eraseBatch = async (
  trx: Trx,
  place: IdentityPlace,
  whose: Whose,
  limit: number,
): Promise<number> => {
  const { table, of, becomes } = place
  if (becomes === 'remove') {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      typed(`delete from ${table} where ctid = any(array(
               select t.ctid from ${table} t where (${of}) limit :limit for update))`),
      { ...bound(whose), limit },
    )
    return rowCount
  }
  return change(trx, { table, of, columns: becomes }, { ...bound(whose), limit })
}

/** A contact person's name and addresses in what people have typed about the company; as a batch of the above. */
export const maskBatch = async (
  trx: Trx,
  place: IdentityPlace,
  whose: Whose,
  { pattern, limit }: { pattern: string; limit: number },
): Promise<number> => {
  const { table, of, becomes, typed: type } = place
  const columns = Object.fromEntries(
    Object.keys(becomes).map((column) => [
      column,
      `regexp_replace(t.${column}::text, :pattern, '***', 'gi')::${type}`,
    ]),
  )
  return change(trx, { table, of, columns }, { ...bound(whose), pattern, limit })
}

const change = async (
  trx: Trx,
  { table, of, columns }: { table: string; of: string; columns: Record<string, string> },
  bindings: Record<string, string[] | string | number>,
): Promise<number> => {
  const set = Object.entries(columns).map(([column, to]) => `${column} = ${to}`)
  const dirty = Object.entries(columns).map(([column, to]) => `t.${column} is distinct from (${to})`)
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    typed(`update ${table} t set ${set.join(', ')} where t.ctid = any(array(
             select t.ctid from ${table} t where (${of}) and (${dirty.join(' or ')}) limit :limit
                for no key update))`),
    bindings,
  )
  return rowCount
}

/** The calls of these, by which their recordings are found. */
export const callsOf = async (db: Queryable, whose: Whose): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { call_id: string }[] }>(
    typed(`select call_id from interactions
            where call_id is not null and (client_id = any(:clients) or person_id = any(:persons)
              or (client_id is null and address = any(:addresses)))`),
    bound(whose),
  )
  return rows.map(({ call_id }) => call_id)
}

/** How many rows of a table are of the client; the tables and columns are given by the room alone. */
export const countRows = async (db: Queryable, table: string, of: string, whose: Whose): Promise<number> => {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    typed(`select count(*) as n from ${table} t where ${of}`),
    bound(whose),
  )
  return rows[0]?.n ?? 0
}
