/** Calls in progress by state; the index of open calls holds no others. */
import type { Queryable } from '../platform/database.ts'

export const countOpenCalls = async (db: Queryable): Promise<{ state: string; calls: number }[]> => {
  const { rows } = await db.raw<{ rows: { state: string; calls: number }[] }>(
    `select state, count(*)::int as calls from calls where state <> 'ended' group by state`,
  )
  return rows
}
