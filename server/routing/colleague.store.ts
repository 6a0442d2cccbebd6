/** Agents signed in besides this one. */
import { type Chosen, type Hold, type LeaseKind, PROOF_LASTS_MS } from '#shared/agents/activity.ts'
import type { Queryable } from '../platform/database.ts'

export type ColleagueRow = {
  id: string
  name: string
  chosen: Chosen
  held_by: Hold | null
  reachable: boolean
  leases: LeaseKind[]
}

export const signedInColleagues = async (
  db: Queryable,
  userId: string,
  now: number,
): Promise<ColleagueRow[]> => {
  const { rows } = await db.raw<{ rows: ColleagueRow[] }>(
    `select u.id, u.name, a.chosen, a.held_by, coalesce(a.desk_ok and a.desk_seen_at > :fresh, false) as reachable,
            array(select l.kind from busy_leases l where l.user_id = a.user_id) as leases
       from agents a join users u on u.id = a.user_id
      where a.chosen <> 'offline' and u.active and u.id <> :userId
      order by u.name`,
    { userId, fresh: new Date(now - PROOF_LASTS_MS) },
  )
  return rows
}

/** Agents with a part in these calls, legs that have just ended included. */
export const agentsInCalls = async (db: Queryable, callIds: string[]): Promise<string[]> => {
  if (callIds.length === 0) return []
  const rows = await db('legs')
    .whereIn('call_id', callIds)
    .whereNotNull('user_id')
    .distinct<{ user_id: string }[]>('user_id')
  return rows.map((row) => row.user_id)
}

export const namesOfUsers = (
  db: Queryable,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> => db('users').whereIn('id', ids).select('id', 'name')
