/** Mounts an endpoint: the gates in order (who → may they → is it well-formed), then one use case, then the reply. */
import type { Request, RequestHandler, Response, Router } from 'express'
import type { z } from 'zod'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import type { Actor } from './actor.ts'
import { fieldsOf } from './bad-input.ts'
import { invalid } from './errors.ts'

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
}

const serve =
  ({ endpoint, handler }: Route, gatekeeper: Gatekeeper): RequestHandler =>
  async (request, response) => {
    const actor = await gatekeeper(request, endpoint)
    const params = check(endpoint.params, request.params, 'params')
    const query = check(endpoint.query, request.query, 'query')
    const body = check(endpoint.body, request.body ?? {}, 'body')
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

const check = <T>(schema: z.ZodType<T> | undefined, input: unknown, part: string): T | undefined => {
  if (!schema) return undefined
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw invalid(fieldsOf(result.error), { part })
}
