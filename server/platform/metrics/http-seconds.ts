/** How long requests take, by the pattern of their route: a path with its ids would be a label without end. */
import type { RequestHandler } from 'express'
import { Histogram, type Registry } from 'prom-client'

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export const measureHttp = (registry: Registry): RequestHandler => {
  const seconds = new Histogram({
    name: 'perezvon_http_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_S,
    registers: [registry],
  })
  return (request, response, next) => {
    const began = performance.now()
    response.once('finish', () => {
      const path: unknown = request.route?.path
      seconds.observe(
        {
          method: methods.has(request.method) ? request.method : 'other',
          // Pages go by an expression, files by no route at all.
          route: typeof path === 'string' ? path : 'page',
          status: `${Math.floor(response.statusCode / 100)}xx`,
        },
        (performance.now() - began) / 1_000,
      )
    })
    next()
  }
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
