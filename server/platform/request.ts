/** Who sent a request, and its name in the logs. */
import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { Socket } from './sockets.ts'
import { currentTrace, traced } from './trace.ts'

/** A UUID, or the same without hyphens, as proxies make them: no room for anything of a person. */
const WELL_FORMED = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i

const idOf = (request: Request, trustProxy: number): string => {
  const given = request.headers['x-request-id']
  return trustProxy > 0 && typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID()
}

/**
 * The id stands in the answer and in every log line about it. One that came with the request is taken only from a proxy
 * that is trusted. Of a request itself a line is written at its end: what changed something or went wrong at `info`.
 */
export const nameRequest =
  ({ config, log }: { config: Pick<Config, 'TRUST_PROXY'>; log: Log }): RequestHandler =>
  (request, response, next) => {
    const requestId = idOf(request, config.TRUST_PROXY)
    response.setHeader('x-request-id', requestId)
    traced({ requestId }, () => {
      const trace = currentTrace()
      const began = performance.now()
      response.once('finish', () =>
        traced({ ...trace, requestId }, () => sayRequest(log, request, response, began)),
      )
      next()
    })
  }

const sayRequest = (log: Log, request: Request, response: { statusCode: number }, began: number): void => {
  const path: unknown = request.route?.path
  const quiet = request.method === 'GET' && response.statusCode < 400
  log[quiet ? 'debug' : 'info'](
    {
      method: request.method,
      route: typeof path === 'string' ? path : 'page',
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
    },
    'request',
  )
}

/** The caller's network address behind as many proxies as are trusted; express does the same for HTTP. */
export const addressOf =
  (config: Config) =>
  (socket: Socket): string => {
    const direct = socket.handshake.address
    const forwarded = socket.handshake.headers['x-forwarded-for']
    if (config.TRUST_PROXY === 0 || typeof forwarded !== 'string') return direct
    const hops = forwarded.split(',').map((hop) => hop.trim())
    return hops.at(-config.TRUST_PROXY) ?? hops[0] ?? direct
  }
