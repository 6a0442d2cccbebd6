/** The one file that knows openid-client: discovery, the way to the provider with PKCE, state and nonce, and back. */
import * as oidc from 'openid-client'
import type { Provider } from './provider.store.ts'

/** Everything a visit needs on its return; kept sealed. */
export type VisitSecrets = { verifier: string; nonce: string }
export type Claims = Readonly<Record<string, unknown>> & { sub: string }

const TIMEOUT_S = 10
/** Discovery is asked again after this, so that a provider's new keys and addresses are noticed. */
const KEEP_MS = 10 * 60_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** https; plain http only where nobody is between: this machine. */
export const isSafeIssuer = (issuer: string): boolean => {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
}

type Credentials = Pick<Provider, 'issuer' | 'clientId'> & { clientSecret: string }
const known = new Map<string, { until: number; config: oidc.Configuration }>()

/** Throws when the issuer does not answer as one. */
export const discover = async (
  { issuer, clientId, clientSecret }: Credentials,
  now: number,
): Promise<oidc.Configuration> => {
  if (!isSafeIssuer(issuer)) throw new Error('the issuer is neither https nor of this machine')
  const key = JSON.stringify([issuer, clientId, clientSecret])
  const found = known.get(key)
  if (found && found.until > now) return found.config
  const plain = new URL(issuer).protocol === 'http:'
  const config = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: TIMEOUT_S,
    // The signature is checked too, not only that the token came over the provider's own line.
    execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
  })
  known.clear()
  known.set(key, { until: now + KEEP_MS, config })
  return config
}

export const wayThere = async (
  config: oidc.Configuration,
  callbackUrl: string,
): Promise<{ url: URL; state: string; secrets: VisitSecrets }> => {
  const verifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl,
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return { url, state, secrets: { verifier, nonce } }
}

/** The claims of a checked ID token. Throws when anything of it does not fit. */
export const wayBack = async (
  config: oidc.Configuration,
  back: { url: URL; state: string; secrets: VisitSecrets },
): Promise<Claims> => {
  const tokens = await oidc.authorizationCodeGrant(config, back.url, {
    pkceCodeVerifier: back.secrets.verifier,
    expectedState: back.state,
    expectedNonce: back.secrets.nonce,
    idTokenExpected: true,
  })
  return tokens.claims() as unknown as Claims
}
