/** A stand-in for a company's identity provider: discovery, keys, the code flow with PKCE; it signs with its own key. */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const CLIENT = { clientId: 'perezvon', clientSecret: 'a secret of the provider' }

type Grant = { challenge: string; nonce: string; redirectUri: string; claims: Record<string, unknown> }
export type IdentityProvider = Awaited<ReturnType<typeof openIdentityProvider>>

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return new URLSearchParams(Buffer.concat(parts).toString())
}

/** Basic, as RFC 6749 has it, or in the body. */
const clientOf = (request: IncomingMessage, body: URLSearchParams): string => {
  const basic = /^basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!basic) return `${body.get('client_id')}:${body.get('client_secret')}`
  return decodeURIComponent(Buffer.from(basic, 'base64').toString().replaceAll('+', '%20'))
}

export const openIdentityProvider = async () => {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', use: 'sig', alg: 'RS256' }
  const grants = new Map<string, Grant>()
  const state = {
    /** Who signs in there next. */
    claims: { sub: 'nobody' } as Record<string, unknown>,
    /** What it does wrong next. */
    fault: null as
      | null
      | 'foreign-key'
      | 'other-nonce'
      | 'other-audience'
      | 'other-issuer'
      | 'expired'
      | 'refuse',
  }
  let issuer = ''

  const idToken = async ({ nonce, claims }: Grant): Promise<string> => {
    const { fault } = state
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ ...claims, nonce: fault === 'other-nonce' ? 'another' : nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(fault === 'other-issuer' ? 'https://elsewhere.example' : issuer)
      .setAudience(fault === 'other-audience' ? 'another' : CLIENT.clientId)
      .setIssuedAt(fault === 'expired' ? now - 7_200 : now)
      .setExpirationTime(fault === 'expired' ? now - 3_600 : now + 300)
      .sign(fault === 'foreign-key' ? foreign.privateKey : own.privateKey)
  }
  const authorize = (url: URL, response: ServerResponse) => {
    const asked = Object.fromEntries(url.searchParams)
    const back = new URL(asked.redirect_uri ?? '')
    if (asked.code_challenge_method !== 'S256' || asked.client_id !== CLIENT.clientId) {
      return json(response, 400, { error: 'invalid_request' })
    }
    back.searchParams.set('state', asked.state ?? '')
    if (state.fault === 'refuse') back.searchParams.set('error', 'access_denied')
    else {
      const code = randomUUID()
      grants.set(code, {
        challenge: asked.code_challenge ?? '',
        nonce: asked.nonce ?? '',
        redirectUri: asked.redirect_uri ?? '',
        claims: state.claims,
      })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.href }).end()
  }
  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request)
    const grant = grants.get(body.get('code') ?? '')
    grants.delete(body.get('code') ?? '')
    const proof = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    const right =
      clientOf(request, body) === `${CLIENT.clientId}:${CLIENT.clientSecret}` &&
      grant?.challenge === proof &&
      grant.redirectUri === body.get('redirect_uri')
    if (!right || !grant) return json(response, 400, { error: 'invalid_grant' })
    json(response, 200, { access_token: randomUUID(), token_type: 'Bearer', id_token: await idToken(grant) })
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/.well-known/openid-configuration') {
      return json(response, 200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    }
    if (url.pathname === '/keys') return json(response, 200, { keys: [jwk] })
    if (url.pathname === '/authorize') return authorize(url, response)
    if (url.pathname === '/token') return void token(request, response)
    json(response, 404, {})
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    state,
    /** As a browser does: asked to sign in, comes back with a code. Answers the address it is sent back to. */
    follow: async (to: string): Promise<URL> =>
      new URL((await fetch(to, { redirect: 'manual' })).headers.get('location') ?? ''),
    stop: () => new Promise((closed) => server.close(closed)),
  }
}
