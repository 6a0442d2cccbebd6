/** The description of the API itself. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'

/** OpenAPI 3.1, of every exchange that is mounted. */
export const readApiDocument = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  gate: 'signed-in',
  reply: z.looseObject({ openapi: z.string() }),
})

/** The same for people, in their language; whoever is not signed in is led to the sign-in. */
export const readApiPage = endpoint({
  method: 'GET',
  path: '/api/docs',
  gate: 'public',
  media: 'text/html',
  reply: z.unknown(),
})
