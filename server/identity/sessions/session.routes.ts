/** Signing in and out, and one's own sessions. */
import type { Request, Response } from 'express'
import type { Actor } from '#server/platform/actor.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { finishSignIn } from '#shared/identity/second-factor.contract.ts'
import * as contract from '#shared/identity/session.contract.ts'
import { changeLanguage } from '../users/change-language.ts'
import { deviceCookieName, readCookie, sessionCookieName, setCookie } from './cookie.ts'
import { finishSignIn as finish } from './finish-sign-in.ts'
import { handCookies } from './hand-cookies.ts'
import type { SignedIn } from './let-in.ts'
import { openGrants, readRights } from './rights.store.ts'
import { presentSession, presentStranger } from './session.present.ts'
import { listOpenSessions } from './session.store.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

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
    await signOut(platform, actor, { only: actor.sessionId }, 'signed-out')
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
    await signOut(platform, actor, keep ? { except: actor.sessionId } : {}, 'signed-out-everywhere')
    if (!keep) clearSession(platform, request, response)
    return undefined
  }),

  handle(contract.endOneSession, async ({ actor, params }) => {
    const ended = await signOut(platform, actor, { only: params.id }, 'signed-out')
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
  if (actor) await signOut(platform, actor, { only: actor.sessionId }, 'signed-out')
  handCookies(platform, request, response, signedIn)
  const rights = await readRights(platform.db, signedIn.userId)
  const grants = new Map(Object.entries(rights ? openGrants(rights, false) : {}))
  return presentSession(platform, { roles: rights?.roles ?? [], grants }, signedIn.id)
}

const clearSession = (platform: Platform, request: Request, response: Response): void =>
  setCookie(request, response, { name: sessionCookieName(platform.config), value: '', maxAgeMs: 0 })
