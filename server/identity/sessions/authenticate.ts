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

export type Authenticated = {
  actor: Actor
  session: LiveSession
  /** A role asks for a second factor that is not there: nothing but setting it up is open. */
  lacksSecondFactor: boolean
}
export type Authenticate = (cookieHeader: string | undefined) => Promise<Authenticated | null>

type Stamped = { id: string; userId: string; stamp: string }
type Kept = { stamp: string; until: number; rights: Rights }
const kept = new WeakMap<object, Map<string, Kept>>()
const stamps = new WeakMap<Actor, string>()
const lacking = new WeakSet<Actor>()

const rightsOf = async (platform: Platform, session: Stamped): Promise<Rights | null> => {
  const now = platform.clock.now()
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

/** The actor behind a session that is known to be open; null when the user is gone. */
export const actorOf = async (platform: Platform, session: Stamped): Promise<Actor | null> => {
  const rights = await rightsOf(platform, session)
  if (!rights) return null
  const actor: Actor = {
    userId: session.userId,
    sessionId: session.id,
    name: rights.name,
    language: rights.language,
    roles: rights.roles,
    departmentIds: rights.departmentIds,
    marketId: rights.marketId,
    grants: new Map(Object.entries(rights.grants)),
  }
  stamps.set(actor, session.stamp)
  if (rights.lacksSecondFactor) lacking.add(actor)
  return actor
}

/** A role asks for a second factor that is not there. */
export const lacksSecondFactor = (actor: Actor): boolean => lacking.has(actor)

/** The versions an actor's rights were read at. */
export const stampOf = (actor: Actor): string | undefined => stamps.get(actor)

export const authenticateCookie =
  (platform: Platform): Authenticate =>
  async (cookieHeader) => {
    const token = readCookie(cookieHeader, sessionCookieName(platform.config))
    if (!token) return null
    const now = platform.clock.now()
    const session = await findLiveSession(platform.db, sha256(token), now)
    const actor = session && (await actorOf(platform, session))
    if (!session || !actor) return null
    await markSeen(platform.db, session, now)
    return { session, actor, lacksSecondFactor: lacksSecondFactor(actor) }
  }

/** For sockets: the same session as the pages'. `address` is not part of the decision. */
export const authenticateHeaders =
  (platform: Platform) =>
  async (headers: Record<string, string | undefined>, _address: string): Promise<Actor | null> => {
    const found = await authenticateCookie(platform)(headers.cookie)
    return found?.actor ?? null
  }
