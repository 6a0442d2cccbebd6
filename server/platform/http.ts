/** Mounts an endpoint: the gates in order (who → may they → is it well-formed), then one use case, then the reply. */
import { type Request, type RequestHandler, type Response, type Router, raw } from 'express'
import { z } from 'zod'
import type { Endpoint, Method } from '#shared/platform/endpoint.ts'
import type { Actor } from './actor.ts'
import { readInput } from './bad-input.ts'
import { HubError, notFound } from './errors.ts'
import { noteCall } from './trace.ts'

export type Call<P, Q, B> = {
  params: P
  query: Q
  body: B
  /** Null only behind the `public` gate. */
  actor: Actor
  /** The caller's network address. */
  address: string
  request: Request
  response: Response
}

export type Handler<P, Q, B, R> = (call: Call<P, Q, B>) => Promise<R> | R

// biome-ignore lint/suspicious/noExplicitAny: a list of routes has as many shapes as it has members
export type Route = { endpoint: Endpoint<any, any, any, any>; handler: Handler<any, any, any, any> }

/** Pairs an endpoint with its use case. */
export const handle = <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, handler: Handler<P, Q, B, R>): Route => ({
  endpoint,
  handler,
})

/** Lets a request through or throws 401, 403 or 429. Handed in by identity. */
export type Gatekeeper = (request: Request, endpoint: Endpoint) => Promise<Actor | null>

/** Marks an answer the handler has sent itself: a file, a redirect. */
export const SENT = Symbol('sent')

export const mountRoutes = (router: Router, routes: Route[], gatekeeper: Gatekeeper): void => {
  for (const route of routes) {
    const method = route.endpoint.method.toLowerCase() as 'get'
    router[method](route.endpoint.path, serve(route, gatekeeper))
  }
  // After all of them: one path may fit another's pattern, and a method is wrong only when none takes it.
  for (const [path, methods] of methodsByPath(routes)) router.all(path, refuseMethod(methods))
  router.use('/api', () => {
    throw notFound('path')
  })
}

const methodsByPath = (routes: Route[]): Map<string, Method[]> => {
  const methods = new Map<string, Method[]>()
  for (const { endpoint } of routes) {
    methods.set(endpoint.path, [...(methods.get(endpoint.path) ?? []), endpoint.method])
  }
  return methods
}

const refuseMethod =
  (methods: Method[]): RequestHandler =>
  (_request, response) => {
    response.setHeader('allow', methods.join(', '))
    throw new HubError('wrong_method', 405, { methods })
  }

const serve =
  ({ endpoint, handler }: Route, gatekeeper: Gatekeeper): RequestHandler =>
  async (request, response) => {
    const actor = await gatekeeper(request, endpoint)
    const sent = await sentWith(request, response, endpoint)
    const params = readInput(endpoint.params ?? nothing, request.params, { part: 'params' })
    noteCall((params as { callId?: unknown }).callId)
    const query = readInput(endpoint.query ?? nothing, request.query, { part: 'query' })
    const body = readInput(endpoint.body ?? nothing, sent, { part: 'body' })
    const reply = await handler({
      params,
      query,
      body,
      actor: actor as Actor,
      address: request.ip ?? '',
      request,
      response,
    })
    if (reply === SENT) return
    if (reply === undefined) response.status(204).end()
    else response.json(reply)
  }

/** An exchange without a schema takes no field: what is sent with it would be dropped in silence. */
const nothing = z.strictObject({})

/** What comes as the file that the exchange takes is its body; all else was read as JSON, or not at all. */
const sentWith = async (request: Request, response: Response, { takes }: Endpoint): Promise<unknown> => {
  if (!takes || !request.is(takes.kind)) return bodyOf(request)
  if (takes.limit === 'streamed') return {}
  const read = raw({ type: takes.kind, limit: takes.limit })
  await new Promise<void>((resolve, reject) =>
    read(request, response, (error?: unknown) => (error ? reject(error) : resolve())),
  )
  return Buffer.isBuffer(request.body) ? { file: request.body } : bodyOf(request)
}

/** A body that is no JSON was not read at all, and is not passed over as if it were empty. */
const bodyOf = (request: Request): unknown => {
  if (request.body !== undefined) return request.body
  const { 'transfer-encoding': chunked, 'content-length': length } = request.headers
  if (chunked !== undefined || Number(length ?? 0) > 0) throw new HubError('bad_encoding', 415)
  return {}
}
