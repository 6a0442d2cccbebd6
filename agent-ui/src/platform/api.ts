/**
 * Calls an endpoint of the contract. The reply is checked against the contract; anything but success throws
 * ApiFailure. Nothing is retried here: a command is acknowledged, refused, or known to have had no answer.
 */
import type { Endpoint } from '#shared/platform/endpoint.ts'
import type { ApiError } from '#shared/platform/message.ts'
import { ApiFailure, localFailure } from './failure.ts'
import { noteServerTime } from './now.ts'

type Part<Name extends string, T, Optional extends boolean = false> = undefined extends T
  ? { [K in Name]?: undefined }
  : Optional extends true
    ? { [K in Name]?: Partial<T> }
    : { [K in Name]: T }

/** What a call needs: params, query (each optional: the server has defaults) and body, as far as the endpoint has them. */
export type CallInput<P, Q, B> = Part<'params', P> & Part<'query', Q, true> & Part<'body', B>

type Extras = { signal?: AbortSignal; timeoutMs?: number }

/** An endpoint without params and body may be called with its name alone. */
export type InputArguments<I, E = unknown> = Record<string, never> extends I ? [input?: I & E] : [input: I & E]

const TIMEOUT_MS = 15_000
export const CSRF_HEADER = 'x-csrf-token'

let csrfToken: string | null = null
let onSignedOut: () => void = () => undefined

/** Handed in by the session: its token, and what to do when an answer says that the session is over. */
export const armApi = (session: { csrfToken: string | null; onSignedOut: () => void }): void => {
  csrfToken = session.csrfToken
  onSignedOut = session.onSignedOut
}

export const call = async <P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  ...[input]: InputArguments<CallInput<P, Q, B>, Extras>
): Promise<R> => {
  const given = (input ?? {}) as { params?: object; query?: object; body?: unknown } & Extras
  const timeout = AbortSignal.timeout(given.timeoutMs ?? TIMEOUT_MS)
  const response = await send(urlOf(endpoint.path, given.params, given.query), {
    method: endpoint.method,
    headers: headersFor(endpoint.method, given.body),
    credentials: 'same-origin',
    body: given.body === undefined ? null : JSON.stringify(given.body),
    signal: given.signal ? AbortSignal.any([given.signal, timeout]) : timeout,
  })
  noteServerTime(response.headers.get('date'))
  if (!response.ok) throw await refusalOf(response)
  const json: unknown = response.status === 204 ? undefined : await response.json()
  const reply = endpoint.reply.safeParse(json)
  if (reply.success) return reply.data
  console.error(`${endpoint.method} ${endpoint.path}: the reply is not by the contract`, reply.error.issues)
  throw localFailure('bad_reply', reply.error)
}

/** `/api/clients/:id` with its params and query filled in; undefined is left out, lists repeat the name. */
export const urlOf = (path: string, params: object = {}, query: object = {}): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}

const headersFor = (method: string, body: unknown): Record<string, string> => ({
  accept: 'application/json',
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...(method !== 'GET' && csrfToken !== null && { [CSRF_HEADER]: csrfToken }),
})

const send = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (error) {
    const name = (error as Error).name
    if (name === 'TimeoutError') throw localFailure('timeout', error)
    if (name === 'AbortError') throw localFailure('cancelled', error)
    throw localFailure('offline', error)
  }
}

const refusalOf = async (response: Response): Promise<ApiFailure> => {
  const body = (await response.json().catch(() => null)) as { error?: ApiError } | null
  const error = body?.error ?? { code: response.status >= 502 ? 'unavailable' : 'fault', status: response.status }
  if (error.code === 'signed_out') onSignedOut()
  return new ApiFailure(error)
}
