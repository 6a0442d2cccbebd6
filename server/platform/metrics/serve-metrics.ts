/** The figures as Prometheus reads them: for who bears the token; without a token, for this machine only. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, Router } from 'express'
import type { Registry } from 'prom-client'
import { denied, unauthenticated } from '../errors.ts'

const METRICS_PATH = '/metrics'

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/
/** A proxy on this machine speaks for whoever is behind it. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Throws 401 or 403. */
const admit = (request: Request, token: string | undefined): void => {
  if (token !== undefined) {
    const given = digest(request.headers.authorization ?? '')
    if (!timingSafeEqual(given, digest(`Bearer ${token}`))) throw unauthenticated()
    return
  }
  const direct = LOOPBACK.test(request.socket.remoteAddress ?? '')
  if (!direct || PROXIED.some((name) => request.headers[name] !== undefined)) throw denied('metrics')
}

export const serveMetrics = (
  router: Router,
  options: { registry: Registry; token: string | undefined; read: () => Promise<void> },
): void => {
  const { registry, token, read } = options
  router.get(METRICS_PATH, async (request, response) => {
    admit(request, token)
    await read()
    response.setHeader('content-type', registry.contentType).setHeader('cache-control', 'no-store')
    response.send(await registry.metrics())
  })
}
