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

/** `file`: the body of an exchange that streams a file. */
type Extras = { signal?: AbortSignal; timeoutMs?: number; file?: Blob }

/** What a call needs: params, query (each optional: the server has defaults) and body, as far as the endpoint has them. */
export type CallInput<P, Q, B> = Part<'params', P> & Part<'query', Q, true> & Part<'body', B> & Extras

/** An endpoint without params and body may be called with its name alone. */
export type InputArguments<I> = Record<string, never> extends I ? [input?: I] : [input: I]

export type AnyInput = { params?: object; query?: object; body?: unknown } & Extras

const TIMEOUT_MS = 15_000

let writeHeaders: Record<string, string> = {}
let onSignedOut: () => void = () => undefined

/** Handed in by the session: what every request but GET must carry, and what to do when the session is found over. */
export const armApi = (session: { writeHeaders: Record<string, string>; onSignedOut: () => void }): void => {
  writeHeaders = session.writeHeaders
  onSignedOut = session.onSignedOut
}

export const call = <P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  ...input: InputArguments<CallInput<P, Q, B>>
): Promise<R> => exchange(endpoint, (input[0] ?? {}) as AnyInput)

/** As `call`, for callers whose input is already put together. */
export const exchange = async <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, input: AnyInput): Promise<R> =>
  replyOf(endpoint, await fetchReply(endpoint, input))

/** The answer of success, not yet read. */
export const fetchReply = async <P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  { params, query, body, file, signal, timeoutMs = TIMEOUT_MS }: AnyInput,
): Promise<Response> => {
  const timeout = AbortSignal.timeout(timeoutMs)
  const payload = endpoint.takes ? (file ?? (body as { file: Blob }).file) : bodyText(body)
  const response = await send(urlOf(endpoint.path, params, query), {
    method: endpoint.method,
    headers: headersFor(endpoint.method, payload === null ? null : (endpoint.takes?.kind ?? JSON_KIND)),
    credentials: 'same-origin',
    body: payload,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  })
  noteServerTime(response.headers.get('date'))
  if (!response.ok) throw await refusalOf(response)
  return response
}

/** What an answer of success holds, checked against the contract. */
export const replyOf = async <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, response: Response): Promise<R> => {
  const json: unknown = response.status === 204 ? undefined : await response.json()
  const reply = endpoint.reply.safeParse(json)
  if (reply.success) return reply.data
  console.error(
    `${endpoint.method} ${endpoint.path}: the reply is not by the contract`,
    JSON.stringify(reply.error.issues),
  )
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

const JSON_KIND = 'application/json'

const bodyText = (body: unknown): string | null => (body === undefined ? null : JSON.stringify(body))

/** What every request bears; `kind` is of its body. */
export const headersFor = (method: string, kind: string | null): Record<string, string> => ({
  accept: JSON_KIND,
  ...(kind !== null && { 'content-type': kind }),
  ...(method !== 'GET' && writeHeaders),
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

/** Of an answer that is none of success. */
export const refusalOf = async (response: Response): Promise<ApiFailure> => {
  const body = (await response.json().catch(() => null)) as { error?: ApiError } | null
  const error = body?.error ?? {
    code: response.status >= 502 ? 'unavailable' : 'fault',
    status: response.status,
  }
  if (error.code === 'signed_out') onSignedOut()
  return new ApiFailure(error)
}
