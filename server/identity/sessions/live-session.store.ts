/** The state of the sessions behind this node's sockets, in one read. */
import type { Queryable } from '#server/platform/database.ts'
import type { EndReason } from '#shared/identity/session.events.ts'
import { IDLE_MS } from './session.store.ts'

export type SessionState = {
  id: string
  userId: string
  byProvider: boolean
  /** Null while it is open. */
  over: EndReason | null
  stamp: string
}

export const readSessionStates = async (
  db: Queryable,
  ids: string[],
  now: number,
): Promise<Map<string, SessionState>> => {
  const { rows } = await db.raw<{ rows: SessionState[] }>(
    `select s.id, s.user_id as "userId", s.by_provider as "byProvider",
            case when s.ended_at is not null then s.end_reason
                 when not u.active then 'deactivated'
                 when s.expires_at <= :now then 'expired'
                 when s.last_seen_at <= :idleSince then 'idle' end as over,
            u.version || coalesce((select string_agg(':' || r.id || '.' || r.version, '' order by r.id)
                                     from user_roles ur join roles r on r.id = ur.role_id
                                    where ur.user_id = u.id), '') as stamp
       from sessions s join users u on u.id = s.user_id
      where s.id = any(:ids)`,
    { ids, now: new Date(now), idleSince: new Date(now - IDLE_MS) },
  )
  return new Map(rows.map((row) => [row.id, row]))
}
