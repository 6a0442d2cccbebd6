/** Sends a file as an exchange of the contract takes it, and tells how far it is: `fetch` cannot say that of what it sends. */
import type { Endpoint } from '#shared/platform/endpoint.ts'
import { headersFor, refusalOf, replyOf, urlOf } from './api.ts'
import { localFailure } from './failure.ts'

export type Sending = {
  params?: object
  query?: object
  /** Beside those that every request bears. */
  headers?: Record<string, string>
  file: Blob
  /** From 0 to 1. */
  onProgress: (part: number) => void
  signal: AbortSignal
}

/** @throws ApiFailure: as refused; `offline` when the line broke; `cancelled` by the signal */
export const sendFile = <P, Q, R>(
  endpoint: Endpoint<P, Q, undefined, R>,
  { params, query, headers, file, onProgress, signal }: Sending,
): Promise<R> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, urlOf(endpoint.path, params, query))
    const all = { ...headersFor(endpoint.method, endpoint.takes?.kind ?? null), ...headers }
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(localFailure('offline'))
    request.onabort = () => reject(localFailure('cancelled'))
    request.onload = () => {
      const response = new Response(request.responseText, { status: request.status })
      if (response.ok) replyOf(endpoint, response).then(resolve, reject)
      else refusalOf(response).then(reject)
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
