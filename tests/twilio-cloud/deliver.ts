/**
 * How the cloud tells a hub something: signed by the published algorithm, with one idempotency token for every attempt;
 * and, when told to misbehave, twice, late and in any order. Written from the description alone: it shares no code with
 * the hub, so that both must agree with what is published.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

export type Params = Record<string, string>
export type Sent = {
  url: string
  params: Params
  status: number
  tookMs: number
  body: string
  token: string
}

export type Disorder = {
  /** Every webhook is told twice. */
  double: boolean
  /** Each attempt waits up to so long first, ms; 10,000 in the worst case, times `scale`. */
  delayMs: number
  scale: number
  seed: number
}

export type Delivery = {
  authToken: string
  disorder: Disorder
  /** Addresses that a proxy takes to elsewhere: longest first. */
  routes: { from: string; to: string; headers?: Record<string, string> }[]
  sent: Sent[]
  /** Attempts on their way. */
  pending: number
}

export const createDelivery = (authToken: string): Delivery => ({
  authToken,
  disorder: { double: false, delayMs: 0, scale: 1, seed: 1 },
  routes: [],
  sent: [],
  pending: 0,
})

/** base64(HMAC-SHA1(auth token, URL + each parameter's name and value, sorted by name)). */
export const sign = (authToken: string, url: string, params: Params): string => {
  const text = Object.keys(params)
    .sort()
    .reduce((sum, name) => sum + name + params[name], url)
  return createHmac('sha1', authToken).update(Buffer.from(text, 'utf-8')).digest('base64')
}

/** The same numbers from the same seed (mulberry32). */
const chance = (disorder: Disorder): number => {
  disorder.seed = (disorder.seed + 0x6d2b79f5) | 0
  let t = Math.imul(disorder.seed ^ (disorder.seed >>> 15), 1 | disorder.seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const WAITS_MS = 15_000

const attempt = async (delivery: Delivery, url: string, params: Params, token: string): Promise<Sent> => {
  const { disorder } = delivery
  await sleep(chance(disorder) * disorder.delayMs * disorder.scale)
  const route = delivery.routes.find(({ from }) => url.startsWith(from))
  const target = route ? route.to + url.slice(route.from.length) : url
  const began = performance.now()
  const end = (status: number, body: string): Sent => {
    const one = { url, params, status, tookMs: performance.now() - began, body, token }
    delivery.sent.push(one)
    return one
  }
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': sign(delivery.authToken, url, params),
        'i-twilio-idempotency-token': token,
        ...route?.headers,
      },
      body: new URLSearchParams(params),
      signal: AbortSignal.timeout(WAITS_MS),
    })
    return end(response.status, await response.text())
  } catch (error) {
    return end(0, String(error))
  }
}

/** The answer that comes first counts; another attempt's is dropped, as a cloud that gave up on it would. */
export const tell = async (delivery: Delivery, url: string, params: Params): Promise<Sent> => {
  const token = randomUUID()
  const attempts = Array.from({ length: delivery.disorder.double ? 2 : 1 }, () => {
    delivery.pending += 1
    return attempt(delivery, url, params, token).finally(() => {
      delivery.pending -= 1
    })
  })
  return Promise.race(attempts)
}
