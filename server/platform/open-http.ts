/** The listening socket: plain http, or https with the given certificate. */
import { readFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import type { Config } from './config.ts'

/**
 * A line without a question stays open so long: longer than proxies (60 s) and clients keep theirs. Whoever ends it first
 * must be the one who asks, or a question meets a line that was just closed.
 * (https://nodejs.org/docs/latest-v20.x/api/http.html#serverkeepalivetimeout)
 */
const IDLE_LINE_MS = 65_000

export const openHttp = (app: Express, config: Config) => {
  const { TLS_CERT, TLS_KEY } = config
  const secure = TLS_CERT !== undefined && TLS_KEY !== undefined
  const server = secure
    ? createHttps({ cert: readFileSync(TLS_CERT), key: readFileSync(TLS_KEY) }, app)
    : createHttp(app)
  server.keepAliveTimeout = IDLE_LINE_MS
  return {
    server,
    /** Behind a proxy that ends TLS the public address tells. */
    secure: secure || (config.PUBLIC_URL?.startsWith('https:') ?? false),
    /** Answers with the port, which the system chose when 0 was asked for. */
    listen: () =>
      new Promise<number>((listening, failed) => {
        server.once('error', failed)
        server.listen(config.PORT, config.HOST, () => listening((server.address() as AddressInfo).port))
      }),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1_000).unref()
      }),
  }
}
