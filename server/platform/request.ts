/** Who sent a request, and its name in the logs. */
import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Config } from './config.ts'
import type { Socket } from './sockets.ts'

/** The id stands in the answer and in every log line about it. */
export const nameRequest: RequestHandler = (_request, response, next) => {
  response.setHeader('x-request-id', randomUUID())
  next()
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
