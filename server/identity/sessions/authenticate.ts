/**
 * From a cookie to an actor. The session row is read with every request, with a stamp of the user's and the roles'
 * versions; the rights themselves are read anew only when the stamp has moved. So a change takes effect with the
 * next request on every node, and nothing need be told to forget.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Platform } from '#server/platform/platform.ts'
import { sha256 } from '../secret.ts'
import { readCookie, sessionCookieName } from './cookie.ts'
import { type Rights, readRights } from './rights.store.ts'
import { findLiveSession, type LiveSession, markSeen } from './session.store.ts'

/** Departments may be moved without touching a user; that is noticed within this time. */
const KEEP_MS = 30_000
const MOST_KEPT = 5_000

export type Authenticated = { actor: Actor; session: LiveSession }
export type Authenticate = (cookieHeader: string | undefined) => Promise<Authenticated | null>

type Kept = { stamp: string; until: number; rights: Rights }
const kept = new WeakMap<object, Map<string, Kept>>()

const rightsOf = async (platform: Platform, session: LiveSession, now: number): Promise<Rights | null> => {
  const users = kept.get(platform.db) ?? new Map<string, Kept>()
  kept.set(platform.db, users)
  const found = users.get(session.userId)
  if (found?.stamp === session.stamp && found.until > now) return found.rights
  const rights = await readRights(platform.db, session.userId)
  if (!rights) return null
  if (users.size >= MOST_KEPT) users.clear()
  users.set(session.userId, { stamp: session.stamp, until: now + KEEP_MS, rights })
  return rights
}

export const authenticateCookie =
  (platform: Platform): Authenticate =>
  async (cookieHeader) => {
    const token = readCookie(cookieHeader, sessionCookieName(platform.config))
    if (!token) return null
    const now = platform.clock.now()
    const session = await findLiveSession(platform.db, sha256(token), now)
    if (!session) return null
    const rights = await rightsOf(platform, session, now)
    if (!rights) return null
    await markSeen(platform.db, session, now)
    return { session, actor: toActor(session, rights) }
  }

const toActor = (session: LiveSession, rights: Rights): Actor => ({
  userId: session.userId,
  sessionId: session.id,
  name: rights.name,
  language: rights.language,
  roles: rights.roles,
  departmentIds: rights.departmentIds,
  marketId: rights.marketId,
  grants: new Map(Object.entries(rights.grants)),
})

/** For sockets: the same session as the pages'. `address` is not part of the decision. */
export const authenticateHeaders =
  (platform: Platform) =>
  async (headers: Record<string, string | undefined>, _address: string): Promise<Actor | null> => {
    const found = await authenticateCookie(platform)(headers.cookie)
    return found?.actor ?? null
  }
