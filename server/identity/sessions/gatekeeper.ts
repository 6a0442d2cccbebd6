/** The gates before every route, in order: from our page? who? with their own token? a second factor? may they? */
import type { Request } from 'express'
import type { Actor } from '#server/platform/actor.ts'
import { denied, HubError, unauthenticated } from '#server/platform/errors.ts'
import type { Gatekeeper } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import {
  confirmSecondFactor,
  offerSecondFactor,
  readSecondFactor,
} from '#shared/identity/second-factor.contract.ts'
import { CSRF_HEADER, getSession, setLanguage } from '#shared/identity/session.contract.ts'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import { auditLater } from '../audit/audit-later.ts'
import { sameSecret } from '../secret.ts'
import { authenticateToken, bearerOf } from '../tokens/authenticate-token.ts'
import { authenticateCookie } from './authenticate.ts'
import { originAllowed } from './origin.ts'

/** Open to whoever has yet to set up a second factor: doing so, and leaving. */
const beforeSecondFactor = new Set<Endpoint['path']>([
  getSession.path,
  setLanguage.path,
  readSecondFactor.path,
  offerSecondFactor.path,
  confirmSecondFactor.path,
])

type Found = { actor: Actor; lacksSecondFactor: boolean; csrfToken: string | null }

export const createGatekeeper = (platform: Platform): Gatekeeper => {
  const authenticate = authenticateCookie(platform)
  const fromOurPage = originAllowed(platform.config)

  /** By the token of the header, which no page can be tricked into sending; else by the cookie. */
  const find = async (request: Request, endpoint: Endpoint): Promise<Found | null> => {
    const bearer = bearerOf(request.headers.authorization)
    if (bearer === undefined) {
      const found = await authenticate(request.headers.cookie)
      return found && { ...found, csrfToken: found.session.csrfToken }
    }
    // A door that is open to all is passed as nobody: a token signs nobody in.
    if (endpoint.gate === 'public') return null
    const found = await authenticateToken(platform, bearer, request.ip ?? '')
    if (endpoint.sessionOnly) throw new HubError('session_only', 403)
    return { ...found, csrfToken: null }
  }

  return async (request, endpoint) => {
    const writes = endpoint.method !== 'GET'
    if (writes && !fromOurPage(request.headers.origin, request.headers.host)) {
      throw new HubError('bad_origin', 403)
    }
    const found = await find(request, endpoint)
    if (endpoint.gate === 'public') return found?.actor ?? null
    if (!found) throw unauthenticated()
    const { csrfToken } = found
    if (writes && csrfToken !== null && !sameSecret(request.get(CSRF_HEADER) ?? '', csrfToken)) {
      throw new HubError('bad_csrf', 403)
    }
    if (found.lacksSecondFactor && !beforeSecondFactor.has(endpoint.path)) {
      throw new HubError('second_factor_needed', 403)
    }
    if (endpoint.gate === 'signed-in' || found.actor.grants.has(endpoint.gate)) return found.actor
    auditLater(platform, refusal(platform, found.actor, endpoint, request.ip ?? ''))
    throw denied(endpoint.gate)
  }
}

const refusal = (platform: Platform, actor: Actor, endpoint: Endpoint, address: string) => ({
  at: platform.clock.now(),
  actorId: actor.userId,
  action: 'access',
  outcome: 'denied' as const,
  address,
  data: { permission: endpoint.gate, method: endpoint.method, path: endpoint.path },
})
