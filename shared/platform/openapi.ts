/** The API document: OpenAPI 3.1 made of the contracts themselves, so that it cannot say anything else than they do. */
import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'

export type Schema = Record<string, unknown>
export type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  /** The gate: `public`, `signed-in` or the permission's name. */
  'x-permission': string
  security: Record<string, string[]>[]
  parameters?: Schema[]
  requestBody?: Schema
  responses: Record<string, Schema>
}
export type ApiDocument = {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: Schema
}

/** What the document says in words, by whoever knows the rooms. */
export type ApiWords = {
  title: string
  description: string
  /** Of a gate, in a sentence. */
  gate: (gate: string) => string
  status: (status: number) => string
}

/** `:id` of Express as `{id}`. */
const pathOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

/** The room of a path: `clients` of `/api/clients/:id`. */
const tagOf = (path: string): string => path.split('/')[2]?.replace(/\..*$/, '') ?? 'api'

const idOf = ({ method, path }: Endpoint): string =>
  [method.toLowerCase(), ...path.slice('/api/'.length).split(/[/.]/)]
    .map((part) => part.replace(':', 'by-'))
    .join('-')

/** A format says what its long pattern would. */
const withoutPatterns = ({ jsonSchema }: { jsonSchema: Schema }): void => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
}

export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: withoutPatterns as never,
  }) as Schema
  return made
}

/** Where schemas that name themselves are put, by name. */
type Shelf = Record<string, Schema>

/** A schema that holds itself refers to `$defs` of its own, which inside the document are its components. */
const shelved = (schema: Schema, name: string, shelf: Shelf): Schema => {
  const { $defs, ...rest } = schema as { $defs?: Record<string, Schema> }
  if (!$defs) return schema
  const nameOf = (key: string) => `${name}-${key.replaceAll('_', '')}`
  const moved = (one: Schema): Schema =>
    JSON.parse(
      JSON.stringify(one).replace(
        /"#\/\$defs\/([^"]+)"/g,
        (_, key: string) => `"${COMPONENTS}${nameOf(key)}"`,
      ),
    )
  for (const [key, one] of Object.entries($defs)) shelf[nameOf(key)] = moved(one)
  return moved(rest)
}

const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): Schema[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }))
}

const isNothing = (schema: z.ZodType): boolean => schema instanceof z.ZodUndefined

const replyOf = (
  { reply, media }: Endpoint,
  shelve: (schema: Schema) => Schema,
): [status: string, response: (words: ApiWords) => Schema] => {
  if (media) {
    const content = { [media]: { schema: { type: 'string', format: 'binary' } } }
    return ['200', (words) => ({ description: words.status(200), content })]
  }
  if (isNothing(reply)) return ['204', (words) => ({ description: words.status(204) })]
  const content = { 'application/json': { schema: shelve(schemaOf(reply, 'output')) } }
  return ['200', (words) => ({ description: words.status(200), content })]
}

/** The statuses that an exchange may refuse with, by its shape. */
export const refusalsOf = ({ gate, method, params, query, body, takes: file }: Endpoint): number[] => {
  const writes = method !== 'GET'
  const takes = params !== undefined || query !== undefined || body !== undefined
  return [
    ...(gate === 'public' ? [] : [401]),
    ...(gate !== 'public' || writes ? [403] : []),
    ...(params ? [404] : []),
    ...(writes ? [409] : []),
    ...(body || file ? [413, 415] : []),
    ...(takes ? [422] : []),
    ...(gate === 'public' && writes ? [429] : []),
  ]
}

const securityOf = ({ gate, sessionOnly }: Endpoint): Operation['security'] => {
  if (gate === 'public') return []
  return sessionOnly ? [{ session: [] }] : [{ token: [] }, { session: [] }]
}

const requestBodyOf = (
  { body, takes }: Endpoint,
  shelve: (schema: Schema) => Schema,
): Pick<Operation, 'requestBody'> => {
  if (takes) {
    const schema = { type: 'string', format: 'binary' }
    return { requestBody: { required: true, content: { [takes.kind]: { schema } } } }
  }
  if (!body) return {}
  const content = { 'application/json': { schema: shelve(schemaOf(body, 'input')) } }
  return { requestBody: { required: true, content } }
}

const operationOf = (endpoint: Endpoint, words: ApiWords, shelf: Shelf): Operation => {
  const shelve = (part: string) => (schema: Schema) => shelved(schema, `${idOf(endpoint)}-${part}`, shelf)
  const parameters = [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')]
  const [status, response] = replyOf(endpoint, shelve('reply'))
  const refusals = refusalsOf(endpoint).map((code) => [
    String(code),
    { description: words.status(code), content: { 'application/json': { schema: { $ref: ERROR } } } },
  ])
  return {
    operationId: idOf(endpoint),
    tags: [tagOf(endpoint.path)],
    summary: words.gate(endpoint.gate),
    'x-permission': endpoint.gate,
    security: securityOf(endpoint),
    ...(parameters.length > 0 && { parameters }),
    ...requestBodyOf(endpoint, shelve('body')),
    responses: { [status]: response(words), ...Object.fromEntries(refusals) },
  }
}

const COMPONENTS = '#/components/schemas/'
const ERROR = `${COMPONENTS}Error`

/** As `ApiError` of message.ts. */
const errorSchema: Schema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'status'],
      properties: {
        code: { type: 'string' },
        status: { type: 'integer' },
        facts: { type: 'object' },
        fields: { type: 'object', additionalProperties: { type: 'string' } },
        requestId: { type: 'string' },
      },
    },
  },
}

export const apiDocument = (
  endpoints: readonly Endpoint[],
  words: ApiWords,
  facts: { version: string; url: string; cookie: string; csrfHeader: string },
): ApiDocument => {
  const paths: ApiDocument['paths'] = {}
  const shelf: Shelf = {}
  for (const endpoint of endpoints) {
    const path = pathOf(endpoint.path)
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint, words, shelf) }
  }
  return {
    openapi: '3.1.1',
    info: { title: words.title, version: facts.version, description: words.description },
    servers: [{ url: facts.url }],
    tags: [...new Set(endpoints.map(({ path }) => tagOf(path)))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: errorSchema, ...shelf },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: facts.cookie,
          description: `${facts.csrfHeader}: csrfToken of GET /api/session, with every request but GET`,
        },
      },
    },
  }
}
