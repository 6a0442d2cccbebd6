/** The provider's REST side, through its own client; over our transport, so that its address is configuration. */
import type TwilioClient from 'twilio/lib/rest/Twilio.js'
import type { Account } from './settings.ts'

/** Its own limit for an answer is longer; a caller who waits for the next word is not kept so long, ms. */
const ANSWERS_WITHIN_MS = 8_000

/** Its clock and ours may differ so much, ms. */
export const CLOCKS_DIFFER_MS = 60_000

type Asked = {
  method: string
  uri: string
  username?: string
  password?: string
  headers?: Record<string, string>
  params?: Record<string, unknown>
  data?: Record<string, unknown>
  timeout?: number
}

/** Dates and lists as the client means them: a list is the same field several times. */
const fieldsOf = (fields: Record<string, unknown> = {}): URLSearchParams => {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null)
      .map((one) => [name, String(one)]),
  )
  return new URLSearchParams(pairs as [string, string][])
}

const transport = (apiUrl: string) => ({
  request: async ({ method, uri, username, password, headers = {}, params, data, timeout }: Asked) => {
    const url = new URL(uri)
    const base = new URL(apiUrl)
    url.protocol = base.protocol
    url.host = base.host
    for (const [name, value] of fieldsOf(params)) url.searchParams.append(name, value)
    const body = data && method.toUpperCase() !== 'GET' ? fieldsOf(data) : undefined
    const sent = new Headers(headers)
    if (username)
      sent.set('authorization', `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`)
    if (body) sent.set('content-type', 'application/x-www-form-urlencoded')
    const response = await fetch(url, {
      method: method.toUpperCase(),
      headers: sent,
      ...(body && { body: body.toString() }),
      signal: AbortSignal.timeout(timeout ?? ANSWERS_WITHIN_MS),
    })
    return {
      statusCode: response.status,
      body: await response.text(),
      headers: Object.fromEntries(response.headers),
    }
  },
})

let kept: { key: string; client: TwilioClient } | null = null

/** Loaded when it is first needed: a hub without an account does not carry it. */
export const restOf = async (account: Account): Promise<TwilioClient> => {
  const key = `${account.accountSid} ${account.authToken} ${account.apiUrl}`
  if (kept?.key === key) return kept.client
  const { default: Client } = await import('twilio/lib/rest/Twilio.js')
  const client = new Client(account.accountSid, account.authToken, {
    httpClient: transport(account.apiUrl) as never,
  })
  kept = { key, client }
  return client
}

/** `gone`: the call or party is over, there is nothing left to do. `final`: it would say the same the next time. */
export type Refusal = 'gone' | 'again' | 'final'

/** Source: "Error and Warning Dictionary": 20404 not found, 21220 the call is not in progress. */
export const judge = (error: unknown): Refusal => {
  const { status, code } = error as { status?: number; code?: number }
  if (status === 404 || code === 20404 || code === 21220) return 'gone'
  if (status === undefined || status === 429 || status >= 500) return 'again'
  return 'final'
}
