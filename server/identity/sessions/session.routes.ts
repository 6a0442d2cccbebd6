/** Signing in and out, and one's own sessions. */
import type { Request, Response } from 'express'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { finishSignIn } from '#shared/identity/second-factor.contract.ts'
import * as contract from '#shared/identity/session.contract.ts'
import type { EndReason } from '#shared/identity/session.events.ts'
import { audit } from '../audit/audit.store.ts'
import { changeLanguage } from '../users/change-language.ts'
import { deviceCookieName, readCookie, sessionCookieName, setCookie } from './cookie.ts'
import { endSessions } from './end-sessions.ts'
import { finishSignIn as finish } from './finish-sign-in.ts'
import type { SignedIn } from './let-in.ts'
import { readRights } from './rights.store.ts'
import { presentSession, presentStranger } from './session.present.ts'
import { ABSOLUTE_MS, listOpenSessions } from './session.store.ts'
import { signIn } from './sign-in.ts'

const DEVICE_MS = 365 * 86_400_000

export const sessionRoutes = (platform: Platform): Route[] => [
  handle(contract.getSession, ({ actor }) =>
    actor ? presentSession(platform, actor, actor.sessionId) : presentStranger(platform),
  ),

  handle(contract.signIn, async ({ body, actor, address, request, response }) => {
    const next = await signIn(platform, { ...body, ...deviceOf(platform, request), address })
    return 'challenge' in next ? next : welcome(platform, { signedIn: next, actor, request, response })
  }),

  handle(finishSignIn, async ({ body, actor, address, request, response }) => {
    const signedIn = await finish(platform, { ...body, ...deviceOf(platform, request), address })
    return welcome(platform, { signedIn, actor, request, response })
  }),

  handle(contract.signOut, async ({ actor, request, response }) => {
    await end(platform, actor, { only: actor.sessionId }, 'signed-out')
    clearSession(platform, request, response)
    return undefined
  }),

  handle(contract.setLanguage, async ({ actor, body }) => {
    await changeLanguage(platform, actor, body.language)
    return undefined
  }),

  handle(contract.listSessions, async ({ actor }) => {
    const rows = await listOpenSessions(platform.db, actor.userId, platform.clock.now())
    return { sessions: rows.map((row) => ({ ...row, current: row.id === actor.sessionId })) }
  }),

  handle(contract.endAllSessions, async ({ actor, query, request, response }) => {
    const keep = query.except === 'current'
    await end(platform, actor, keep ? { except: actor.sessionId } : {}, 'signed-out-everywhere')
    if (!keep) clearSession(platform, request, response)
    return undefined
  }),

  handle(contract.endOneSession, async ({ actor, params }) => {
    const ended = await end(platform, actor, { only: params.id }, 'signed-out')
    if (ended === 0) throw notFound('session', params.id)
    return undefined
  }),
]

const deviceOf = (platform: Platform, request: Request) => ({
  userAgent: request.get('user-agent') ?? null,
  deviceToken: readCookie(request.headers.cookie, deviceCookieName(platform.config)),
})

type Welcome = { signedIn: SignedIn; actor: Actor | null; request: Request; response: Response }

/** Hands the session's cookies over; a session that the browser had before ends. */
const welcome = async (platform: Platform, { signedIn, actor, request, response }: Welcome) => {
  if (actor) await end(platform, actor, { only: actor.sessionId }, 'signed-out')
  handCookies(platform, request, response, signedIn)
  const rights = await readRights(platform.db, signedIn.userId)
  const grants = new Map(Object.entries(rights?.grants ?? {}))
  return presentSession(platform, { roles: rights?.roles ?? [], grants }, signedIn.id)
}

const end = (
  platform: Platform,
  actor: Actor,
  which: { only?: string; except?: string },
  reason: EndReason,
): Promise<number> =>
  inTransaction(platform.db, async (trx) => {
    const now = platform.clock.now()
    const ended = await endSessions(
      trx,
      { userId: actor.userId, ...which },
      { reason, actorId: actor.userId, now },
    )
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'sign-out',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: actor.userId,
      data: { reason, sessions: ended },
    })
    return ended
  })

const handCookies = (platform: Platform, request: Request, response: Response, signedIn: SignedIn): void => {
  const { config } = platform
  setCookie(request, response, {
    name: sessionCookieName(config),
    value: signedIn.token,
    maxAgeMs: ABSOLUTE_MS,
  })
  setCookie(request, response, {
    name: deviceCookieName(config),
    value: signedIn.deviceToken,
    maxAgeMs: DEVICE_MS,
  })
}

const clearSession = (platform: Platform, request: Request, response: Response): void =>
  setCookie(request, response, { name: sessionCookieName(platform.config), value: '', maxAgeMs: 0 })
