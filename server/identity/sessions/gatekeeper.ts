/** The gates before every route, in order: from our page? who? with their own token? a second factor? may they? */
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

export const createGatekeeper = (platform: Platform): Gatekeeper => {
  const authenticate = authenticateCookie(platform)
  const fromOurPage = originAllowed(platform.config)

  return async (request, endpoint) => {
    const writes = endpoint.method !== 'GET'
    if (writes && !fromOurPage(request.headers.origin, request.headers.host)) {
      throw new HubError('bad_origin', 403)
    }
    const found = await authenticate(request.headers.cookie)
    if (endpoint.gate === 'public') return found?.actor ?? null
    if (!found) throw unauthenticated()
    if (writes && !sameSecret(request.get(CSRF_HEADER) ?? '', found.session.csrfToken)) {
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
