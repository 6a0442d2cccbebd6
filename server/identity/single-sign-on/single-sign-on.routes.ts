/** The way to the identity provider and back, and its setting up. */
import type { Request, Response } from 'express'
import type { Actor } from '#server/platform/actor.ts'
import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route, SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import { safeNext } from '#shared/identity/safe-next.ts'
import * as contract from '#shared/identity/single-sign-on.contract.ts'
import { deviceCookieName, readCookie, setCookie, visitCookieName } from '../sessions/cookie.ts'
import { handCookies } from '../sessions/hand-cookies.ts'
import { signOut } from '../sessions/sign-out.ts'
import { beginSignOn, callbackUrl, VISIT_MS } from './begin-sign-on.ts'
import { editProvider, PROVIDER, providerState, viewOf } from './edit-provider.ts'
import { auditRefusal, endSignOn } from './end-sign-on.ts'
import { findProvider } from './provider.store.ts'
import { Refused } from './refused.ts'

/** Any refusal leads to the sign-in page, which says why. */
const orToSignIn = async (
  platform: Platform,
  address: string,
  response: Response,
  act: () => Promise<void>,
): Promise<typeof SENT> => {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await auditRefusal(platform, address, error.code)
    response.redirect(303, `/sign-in?refused=${error.code}`)
  }
  return SENT
}

const visitCookie = (platform: Platform, request: Request, response: Response, value: string): void =>
  setCookie(request, response, {
    name: visitCookieName(platform.config),
    value,
    maxAgeMs: value === '' ? 0 : VISIT_MS,
  })

export const singleSignOnRoutes = (platform: Platform): Route[] => [
  handle(contract.readSignInProvider, async () => {
    const found = await findProvider(platform.db)
    return { provider: found?.active ? { name: found.name } : null }
  }),
  handle(contract.beginSingleSignOn, ({ query, address, request, response }) =>
    orToSignIn(platform, address, response, async () => {
      const { url, browserToken } = await beginSignOn(platform, safeNext(query.next))
      visitCookie(platform, request, response, browserToken)
      response.redirect(303, url)
    }),
  ),
  handle(contract.endSingleSignOn, ({ query, actor, address, request, response }) =>
    orToSignIn(platform, address, response, async () => {
      const { headers, originalUrl } = request
      const { signedIn, next } = await endSignOn(platform, {
        address,
        userAgent: request.get('user-agent') ?? null,
        acceptLanguage: request.get('accept-language') ?? null,
        deviceToken: readCookie(headers.cookie, deviceCookieName(platform.config)),
        state: query.state ?? '',
        browserToken: readCookie(headers.cookie, visitCookieName(platform.config)) ?? '',
        search: originalUrl.slice(Math.max(0, originalUrl.indexOf('?'))),
      })
      visitCookie(platform, request, response, '')
      const before = actor as Actor | null
      if (before) await signOut(platform, before, { only: before.sessionId }, 'signed-out')
      handCookies(platform, request, response, signedIn)
      response.redirect(303, next)
    }),
  ),
  handle(contract.readSingleSignOn, async () => {
    const found = await findProvider(platform.db)
    return { provider: found ? viewOf(found) : null, callbackUrl: callbackUrl(platform) }
  }),
  handle(contract.writeSingleSignOn, ({ actor, body }) => editProvider(platform, actor, body)),
  ...versionRoutes(platform.db, {
    endpoints: contract.providerVersions,
    find: async () => {
      const found = await findProvider(platform.db)
      return { ...PROVIDER, state: found ? providerState(viewOf(found)) : {} }
    },
    edit: (actor, _params, { version, state, restores }) =>
      editProvider(
        platform,
        actor,
        readInput(contract.writeSingleSignOn.body!, { version, ...state }),
        restores,
      ),
  }),
]
