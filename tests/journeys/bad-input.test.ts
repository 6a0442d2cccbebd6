/**
 * Bad input, walked: every exchange of the contract is sent what it does not take, and says so in the one form of errors;
 * nothing of it is half-written.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { permissionNames, scopesOf } from '#shared/identity/permissions.ts'
import type { Endpoint, Method } from '#shared/platform/endpoint.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { type Answer, Visitor } from '../harness/visitor.ts'

const SOME_ID = '00000000-0000-7000-8000-00000000dead'
const METHODS: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const TOO_MUCH = 'x'.repeat(300_000)

let hub: Hub
/** Holds every permission there is, so that no gate hides what lies behind it. */
let almighty: Visitor
/** The same, and always says that it sends a form. */
let former: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false, config: { DEMO: true } })
  await grantEverything(hub)
  almighty = await hub.as('administrator')
  former = await hub.as('administrator')
  former.headers['content-type'] = 'application/x-www-form-urlencoded'
})
afterAll(() => hub.stop())

const grantEverything = async ({ platform: { db }, company }: Hub): Promise<void> => {
  const [role] = await db('roles')
    .insert({ code: 'everything', name_ru: 'всё', name_en: 'all' })
    .returning<{ id: string }[]>('id')
  const role_id = role!.id
  await db('role_grants').insert(
    permissionNames.map((permission) => ({ role_id, permission, scope: scopesOf(permission).at(-1) })),
  )
  await db('user_roles').insert({ user_id: company.users.administrator, role_id })
}

const endpoints = (): Endpoint[] => hub.app.routes.map((route) => route.endpoint)
const writes = () => endpoints().filter(({ method }) => method !== 'GET')
const pathOf = ({ path }: Endpoint) => path.replace(':code', 'main').replace(/:[A-Za-z]+/g, SOME_ID)
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`
const told = ({ status, error }: Answer) => `${status} ${error?.code} ${JSON.stringify(error?.fields)}`

/** The names of those that did not answer so. */
const walk = async (
  list: Endpoint[],
  ask: (endpoint: Endpoint) => Promise<Answer>,
  right: (answer: Answer, endpoint: Endpoint) => boolean,
): Promise<string[]> => {
  const faults: string[] = []
  for (const endpoint of list) {
    const answer = await ask(endpoint)
    if (!right(answer, endpoint) || !answer.error?.requestId)
      faults.push(`${nameOf(endpoint)}: ${told(answer)}`)
  }
  return faults
}
const isRefused = (status: number, code: string) => (answer: Answer) =>
  answer.status === status && answer.error?.code === code && answer.error.status === status

/** Every object among the schemas, with the way to it. */
const objectsIn = (schema: unknown, way: string): { way: string; strict: boolean }[] => {
  if (!(schema instanceof z.ZodType)) return []
  const { def } = schema as unknown as { def: Record<string, unknown> }
  const own =
    schema instanceof z.ZodObject
      ? [{ way, strict: schema.def.catchall instanceof z.ZodNever }]
      : ([] as { way: string; strict: boolean }[])
  const inner = Object.entries(schema instanceof z.ZodObject ? schema.shape : def).flatMap(([key, value]) =>
    [value].flat().flatMap((one) => objectsIn(one, `${way}.${key}`)),
  )
  return [...own, ...inner]
}

test('every object that comes in, however deep, is closed to unknown fields', () => {
  const faults = endpoints().flatMap((endpoint) =>
    (['params', 'query', 'body'] as const)
      .flatMap((part) => objectsIn(endpoint[part], part))
      .filter(({ strict }) => !strict)
      .map(({ way }) => `${nameOf(endpoint)}: ${way}`),
  )
  expect(faults).toEqual([])
  expect(objectsIn(z.object({ a: z.array(z.object({})).optional() }), 'it')).toHaveLength(2)
})

describe('what no exchange takes', () => {
  const rows = async () => {
    const { rows: tables } = await hub.platform.db.raw<{ rows: { name: string }[] }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    )
    const counts = tables.map(async ({ name }) => [name, (await hub.platform.db(name).count())[0]?.count])
    return Object.fromEntries(await Promise.all(counts))
  }
  let before: Record<string, unknown>
  beforeAll(async () => {
    before = await rows()
  })
  afterAll(async () => expect(await rows()).toEqual(before))

  test('a field in the query that is unknown', async () => {
    const faults = await walk(
      endpoints(),
      (endpoint) =>
        almighty.request(
          endpoint.method,
          `${pathOf(endpoint)}?no_such_field=1`,
          endpoint.method === 'GET' ? undefined : {},
        ),
      (answer) =>
        isRefused(422, 'invalid')(answer) && answer.error?.fields?.no_such_field === 'unknown_field',
    )
    expect(faults).toEqual([])
  })

  test('a field in the body that is unknown', async () => {
    const faults = await walk(
      writes(),
      (endpoint) => almighty.request(endpoint.method, pathOf(endpoint), { no_such_field: 1 }),
      // The query comes before the body; and where a body's kind decides what else it holds, the kind is asked for first.
      (answer, { body, query }) =>
        isRefused(422, 'invalid')(answer) &&
        (query !== undefined ||
          body instanceof z.ZodUnion ||
          answer.error?.fields?.no_such_field === 'unknown_field'),
    )
    expect(faults).toEqual([])
  })

  test('a body that is no object', async () => {
    for (const body of ['[]', '[{}]']) {
      const faults = await walk(
        writes(),
        (endpoint) => almighty.request(endpoint.method, pathOf(endpoint), body),
        isRefused(422, 'invalid'),
      )
      expect(faults).toEqual([])
    }
  })

  test.each([
    ['malformed JSON', '{"a":', 400, 'bad_json'],
    ['a bare word', '"a"', 400, 'bad_json'],
    ['a body over the limit', JSON.stringify({ TOO_MUCH }), 413, 'too_large'],
  ])('%s', async (_, body, status, code) => {
    const faults = await walk(
      writes(),
      (endpoint) => almighty.request(endpoint.method, pathOf(endpoint), body),
      isRefused(status, code),
    )
    expect(faults).toEqual([])
  })

  test('a body of another kind than JSON', async () => {
    const faults = await walk(
      writes(),
      (endpoint) => former.request(endpoint.method, pathOf(endpoint), 'a=1'),
      isRefused(415, 'bad_encoding'),
    )
    expect(faults).toEqual([])
  })

  test('a method that is not in the table', async () => {
    const patterns = endpoints().map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.replace(/:[A-Za-z]+/g, '[^/]+')}$`),
    }))
    const faults: string[] = []
    for (const path of new Set(endpoints().map(pathOf))) {
      const fitting = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
      for (const method of METHODS.filter((one) => !fitting.includes(one))) {
        const answer = await almighty.request(method, path)
        const allow = answer.headers.get('allow')?.split(', ') ?? []
        const right =
          isRefused(405, 'wrong_method')(answer) && allow.every((one) => fitting.includes(one as Method))
        if (!right || allow.length === 0) faults.push(`${method} ${path}: ${told(answer)}`)
      }
    }
    expect(faults).toEqual([])
  })

  test.each(['', '/', '/nothing', '/clients/a/b/c', '/%E0%A4%A', '/clients/%E0%A4%A'])(
    'the path /api%s',
    async (path) => {
      for (const visitor of [almighty, new Visitor(hub.url)]) {
        for (const method of METHODS) {
          const answer = await visitor.request(method, `/api${path}`)
          expect(told(answer)).toBe('404 not_found undefined')
        }
      }
    },
  )

  test.each([
    ['a NUL', 'Сталь\u0000'],
    ['half a pair', 'Сталь \ud83d'],
  ])('a text with %s', async (_, text) => {
    const client = { kind: 'company', name: text, marketId: hub.company.markets.ru }
    const made = await almighty.post('/api/clients', client)
    expect(made).toMatchObject({ status: 422, error: { fields: { name: 'bad_text' } } })
    const found = await almighty.get(`/api/clients?search=${encodeURIComponent(text.slice(0, 6))}`)
    expect(found.status).toBe(text.includes('\u0000') ? 422 : 200)
  })
})
