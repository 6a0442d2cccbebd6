/** The only SQL of sessions. */
import type { Database, Queryable, Trx } from '#server/platform/database.ts'
import type { EndReason } from '#shared/identity/session.events.ts'

export const IDLE_MS = 12 * 3_600_000
export const ABSOLUTE_MS = 7 * 86_400_000
const SEEN_EVERY_MS = 60_000

export type LiveSession = {
  id: string
  userId: string
  csrfToken: string
  lastSeenAt: number
  expiresAt: number
  byProvider: boolean
  /** Changes whenever the user, their roles, or a role's grants change. */
  stamp: string
}

/** The session a token opens at this moment, or null: unknown, ended, idle too long, too old, user deactivated. */
export const findLiveSession = async (
  db: Queryable,
  tokenHash: Buffer,
  now: number,
): Promise<LiveSession | null> => {
  const { rows } = await db.raw<{ rows: LiveSession[] }>(
    `select s.id, s.user_id as "userId", s.csrf_token as "csrfToken", s.last_seen_at as "lastSeenAt",
            s.expires_at as "expiresAt", s.by_provider as "byProvider",
            u.version || coalesce((select string_agg(':' || r.id || '.' || r.version, '' order by r.id)
                                     from user_roles ur join roles r on r.id = ur.role_id
                                    where ur.user_id = u.id), '') as stamp
       from sessions s join users u on u.id = s.user_id
      where s.token_hash = :tokenHash and s.ended_at is null and u.active
        and s.expires_at > :now and s.last_seen_at > :idleSince`,
    { tokenHash, now: new Date(now), idleSince: new Date(now - IDLE_MS) },
  )
  return rows[0] ?? null
}

/** At most one write a minute for each session. */
export const markSeen = async (db: Database, session: LiveSession, now: number): Promise<void> => {
  if (now - session.lastSeenAt < SEEN_EVERY_MS) return
  await db('sessions')
    .where('id', session.id)
    .where('last_seen_at', '<=', new Date(now - SEEN_EVERY_MS))
    .update({ last_seen_at: new Date(now) })
}

export const insertSession = async (
  trx: Trx,
  session: {
    tokenHash: Buffer
    csrfToken: string
    userId: string
    now: number
    address: string
    userAgent: string | null
    byProvider?: boolean
  },
): Promise<string> => {
  const [row] = await trx('sessions')
    .insert({
      token_hash: session.tokenHash,
      csrf_token: session.csrfToken,
      user_id: session.userId,
      created_at: new Date(session.now),
      last_seen_at: new Date(session.now),
      expires_at: new Date(session.now + ABSOLUTE_MS),
      address: session.address,
      user_agent: session.userAgent?.slice(0, 300),
      by_provider: session.byProvider ?? false,
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

export type SessionRow = {
  id: string
  createdAt: number
  lastSeenAt: number
  address: string | null
  userAgent: string | null
}

export const listOpenSessions = (db: Queryable, userId: string, now: number): Promise<SessionRow[]> =>
  db('sessions')
    .where({ user_id: userId, ended_at: null })
    .where('expires_at', '>', new Date(now))
    .where('last_seen_at', '>', new Date(now - IDLE_MS))
    .orderBy('last_seen_at', 'desc')
    .select({
      id: 'id',
      createdAt: 'created_at',
      lastSeenAt: 'last_seen_at',
      address: 'address',
      userAgent: 'user_agent',
    })

/** Signed in anywhere. */
export const hasOpenSession = async (db: Queryable, userId: string): Promise<boolean> =>
  (await db('sessions').where({ user_id: userId, ended_at: null }).first('id')) !== undefined

export type Ended = { id: string; userId: string; reason: EndReason }

/** open → ended, for one user's sessions: one of them, all, or all but one. Returns those that were still open. */
export const endSessionsOf = async (
  trx: Trx,
  which: { userId: string; only?: string; except?: string },
  reason: EndReason,
  now: number,
): Promise<Ended[]> => {
  const query = trx('sessions').where({ user_id: which.userId, ended_at: null })
  if (which.only) query.where('id', which.only)
  if (which.except) query.whereNot('id', which.except)
  const rows = await query
    .update({ ended_at: new Date(now), end_reason: reason })
    .returning<{ id: string }[]>('id')
  return rows.map(({ id }) => ({ id, userId: which.userId, reason }))
}

/** open → ended, for sessions whose time has come; at most `limit` at once. */
export const endOverdueSessions = async (trx: Trx, now: number, limit: number): Promise<Ended[]> => {
  const { rows } = await trx.raw<{ rows: Ended[] }>(
    `update sessions set ended_at = :now,
            end_reason = case when expires_at <= :now then 'expired' else 'idle' end
      where id in (select id from sessions
                    where ended_at is null and (expires_at <= :now or last_seen_at <= :idleSince)
                    limit :limit for update skip locked)
     returning id, user_id as "userId", end_reason as reason`,
    { now: new Date(now), idleSince: new Date(now - IDLE_MS), limit },
  )
  return rows
}
