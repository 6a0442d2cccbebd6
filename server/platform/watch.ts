/** What a process tells whoever watches it: that it lives, that it may be sent work, and its figures. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler, type Router } from 'express'
import { Registry } from 'prom-client'
import { errorExit } from './error-exit.ts'
import { serveHealth } from './health.ts'
import { type Figures, registerFigures } from './metrics/figures.ts'
import { measureHttp } from './metrics/http-seconds.ts'
import { registerProcess, registerSockets } from './metrics/process-figures.ts'
import { serveMetrics } from './metrics/serve-metrics.ts'
import type { Platform } from './platform.ts'
import { nameRequest } from './request.ts'
import type { SocketHub } from './sockets.ts'

export type Watched = {
  /** Is the log followed at this moment? */
  eventsFollowed: () => boolean
  redisAnswers: () => boolean
  /** Of the house, read when they are asked for. */
  figures: Figures[]
}

/** The server's. `measure` stands before all routes, `serve` before the pages, which take any path. */
export const openWatch = (platform: Platform) => {
  const registry = new Registry()
  const { db, log, config } = platform
  registerProcess(registry, db)
  const measure: RequestHandler = measureHttp(registry)
  return {
    measure,
    watchSockets: (sockets: SocketHub): void => registerSockets(registry, sockets),
    serve: (router: Router, watched: Watched): void => {
      serveHealth(router, { db, ...watched })
      const read = registerFigures(registry, watched.figures, log)
      serveMetrics(router, { registry, token: config.METRICS_TOKEN, read })
    },
  }
}

/** A process without a door of its own opens one for this alone, where it is told to (WORKER_PORT). */
export const openWatchDoor = async (
  platform: Platform,
  watched: Watched,
): Promise<{ port: number; stop(): Promise<void> } | null> => {
  const { WORKER_PORT: port, HOST: host } = platform.config
  if (port === undefined) return null
  const app = express().disable('x-powered-by')
  app.use(nameRequest(platform))
  openWatch(platform).serve(app, watched)
  app.use(errorExit(platform.log))
  const server = createServer(app)
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, listening)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
