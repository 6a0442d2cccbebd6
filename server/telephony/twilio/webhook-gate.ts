/**
 * The gate of everything the provider says over HTTP: signed for our public address, told once for each token, kept with
 * the time that the answer took. What is answered with success is committed first (invariant 1).
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Request, RequestHandler, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Telephony } from '../telephony.ts'
import { type FoundFault, faultOfSignature, type SignedRequest } from './diagnose-signature.ts'
import { type Account, isAccount, readSettings } from './settings.ts'
import { type Urls, urlsOf } from './urls.ts'
import { closeWebhook, insertWebhook, webhookOfToken } from './webhook.store.ts'

/** The provider gives up after so long, ms. */
export const PROVIDER_WAITS_MS = 15_000
/** A repeat waits for the first one's answer so long, ms. */
const FIRST_TAKES_MS = 10_000
/** So many refused ones are kept in a minute: a flood of forgeries is no reason to fill the disk. */
const REFUSED_A_MINUTE = 60

export type Webhook = {
  account: Account
  urls: Urls
  /** The call, or the message, at the provider that it is about. */
  ref: string
  params: Record<string, string>
  query: Record<string, string>
  callId: string
  messageId: string
}
/** TwiML, or null where only a status was told. */
export type TakeWebhook = (house: Telephony, webhook: Webhook) => Promise<string | null>

export const createGate = (house: Telephony): ((take: TakeWebhook) => RequestHandler) => {
  const { db, clock, log } = house
  const refusals = new RateLimiterMemory({ points: REFUSED_A_MINUTE, duration: 60 })

  const refuse = async (request: Request, response: Response, account: Account, found: FoundFault) => {
    response.status(403).json({ error: { code: 'bad_signature', status: 403 } })
    const mayBeKept = await refusals.consume('refused').then(
      () => true,
      () => false,
    )
    if (!mayBeKept) return
    const seenUrl = found.signedUrl ?? seenUrlOf(request)
    log.warn(
      { path: pathOf(request), fault: found.fault, seenUrl, configured: account.publicUrl },
      'a webhook is refused',
    )
    await insertWebhook(db, {
      at: clock.now(),
      path: pathOf(request),
      token: null,
      callRef: null,
      verdict: found.fault === 'unsigned' ? 'unsigned' : 'forged',
      fault: found.fault,
      seenUrl: seenUrl.slice(0, 300),
      outcome: 'refused',
    })
  }

  /** The answer that the first of these requests was given; undefined while there is none. */
  const answerOfFirst = async (token: string): Promise<string | null | undefined> => {
    for (const until = Date.now() + FIRST_TAKES_MS; Date.now() < until; await sleep(20)) {
      const first = await webhookOfToken(db, token)
      if (first?.outcome === 'answered') return first.reply
      if (!first || first.outcome === 'failed') return undefined
    }
    return undefined
  }

  const answer = async (request: Request, response: Response, account: Account, take: TakeWebhook) => {
    const began = performance.now()
    const token = request.get('i-twilio-idempotency-token')?.slice(0, 200) ?? null
    const params = paramsOf(request)
    const ref = params.CallSid ?? params.MessageSid ?? ''
    const id = await insertWebhook(db, {
      at: clock.now(),
      path: pathOf(request),
      token,
      callRef: ref || null,
      verdict: 'signed',
    })
    if (id === null && token !== null) {
      const before = await answerOfFirst(token)
      if (before !== undefined) return send(response, before)
    }
    const close = async (outcome: 'answered' | 'failed', reply: string | null) => {
      if (id !== null) await closeWebhook(db, id, { outcome, tookMs: performance.now() - began, reply })
    }
    try {
      const query = Object.fromEntries(
        Object.entries(request.query).flatMap(([key, value]) =>
          typeof value === 'string' ? [[key, value]] : [],
        ),
      )
      const { callId = '', messageId = '' } = request.params as Record<string, string | undefined>
      const reply = await take(house, {
        account,
        urls: urlsOf(account.publicUrl),
        ref,
        params,
        query,
        callId,
        messageId,
      })
      await close('answered', reply)
      send(response, reply)
    } catch (error) {
      await close('failed', null).catch(() => undefined)
      throw error
    }
    const took = performance.now() - began
    if (took > PROVIDER_WAITS_MS / 2) log.warn({ path: pathOf(request), took }, 'a webhook was answered late')
  }

  return (take) => (request, response, next) => {
    const gate = async () => {
      const settings = await readSettings(house)
      if (!isAccount(settings)) {
        response.status(403).json({ error: { code: 'not_set_up', status: 403 } })
        return
      }
      const found = faultOf(request, settings)
      if (found === null) await answer(request, response, settings, take)
      else await refuse(request, response, settings, found)
    }
    gate().catch(next)
  }
}

const send = (response: Response, reply: string | null): void => {
  if (reply === null) response.status(204).end()
  else response.status(200).type('text/xml').send(reply)
}

/** JSON is signed by a digest of its body in the address. */
const faultOf = (request: Request, account: Account): FoundFault | null => {
  const found = faultOfSignature(account.authToken, account.publicUrl, signedOf(request))
  if (found !== null || !Buffer.isBuffer(request.body)) return found
  const digest = createHash('sha256').update(request.body).digest('hex')
  const given = Buffer.from(String(request.query.bodySHA256 ?? ''))
  const isDigest = given.length === digest.length && timingSafeEqual(given, Buffer.from(digest))
  return isDigest ? null : { fault: 'token', signedUrl: null }
}

const signedOf = (request: Request): SignedRequest => {
  const hosts = [request.get('host'), request.get('x-forwarded-host')].flatMap((host) => (host ? [host] : []))
  const prefix = request.get('x-forwarded-prefix')
  return {
    signature: request.get('x-twilio-signature'),
    params: Buffer.isBuffer(request.body) ? {} : ((request.body as Record<string, string>) ?? {}),
    path: request.originalUrl,
    hosts,
    paths: prefix ? [`${prefix.replace(/\/$/, '')}${request.originalUrl}`] : [],
  }
}

const seenUrlOf = (request: Request): string => {
  const scheme = request.get('x-forwarded-proto') ?? request.protocol
  return `${scheme}://${request.get('x-forwarded-host') ?? request.get('host') ?? ''}${pathOf(request)}`
}

const pathOf = (request: Request): string => request.originalUrl.split('?')[0]?.slice(0, 200) ?? ''

/** A parameter that comes several times counts by its first. More may come than we know of. */
const paramsOf = (request: Request): Record<string, string> => {
  if (Buffer.isBuffer(request.body)) return {}
  return Object.fromEntries(
    Object.entries((request.body ?? {}) as Record<string, string | string[]>).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value[0] : value) ?? '',
    ]),
  )
}
