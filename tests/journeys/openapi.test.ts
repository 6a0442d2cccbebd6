/** The API document is valid OpenAPI 3.1, has every mounted route, and says what the routes do. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiDocument, Operation, Schema } from '#shared/platform/openapi.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { Visitor } from '../harness/visitor.ts'

let hub: Hub
let document: ApiDocument
let boss: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  boss = await hub.as('administrator')
  document = (await boss.get('/api/openapi.json')).body
})
afterAll(() => hub.stop())

const operations = (): { name: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

test('is valid by the schema of OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document) as never)
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
  expect((await new Validator().validate({ ...document, paths: { '/x': { get: 1 } } } as never)).valid).toBe(
    false,
  )
})

test('has every mounted route and no other, each with its gate and a name of its own', () => {
  const mounted = hub.app.routes.map(({ endpoint: { method, path, gate } }) => [
    `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    gate,
  ])
  expect(
    Object.fromEntries(operations().map(({ name, operation }) => [name, operation['x-permission']])),
  ).toEqual(Object.fromEntries(mounted))
  expect(operations()).toHaveLength(mounted.length)
  const ids = operations().map(({ operation }) => operation.operationId)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('every reference leads somewhere, and each path’s names are its parameters', () => {
  const lost = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)]
    .map(([, ref = '']) => ref)
    .filter(
      (ref) =>
        !ref.startsWith('#/components/schemas/') ||
        !(ref.split('/').at(-1)! in (document.components.schemas as object)),
    )
  expect([...new Set(lost)]).toEqual([])
  for (const { name, operation } of operations()) {
    const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, one]) => one)
    const told = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name)
    expect(`${name} ${told.sort()}`).toBe(`${name} ${inPath.sort()}`)
  }
})

describe('says what is so', () => {
  const validatorOf = (schema: unknown) => {
    const ajv = new Ajv2020({ strict: false })
    ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
    return ajv.compile(schema as object)
  }
  const schemaAt = (path: string, status: string) => {
    const content = document.paths[path]?.get?.responses[status]?.content as Record<
      string,
      { schema: Schema }
    >
    return content['application/json']!.schema
  }

  test.each([
    '/api/session',
    '/api/users',
    '/api/roles',
    '/api/colleagues',
    '/api/tokens',
    '/api/tasks',
    '/api/claims',
    '/api/queues',
  ])('of the reply of GET %s', async (path) => {
    const { status, body } = await boss.get(path)
    expect(status).toBe(200)
    const fits = validatorOf(schemaAt(path, '200'))
    expect(fits(body), JSON.stringify(fits.errors)).toBe(true)
    expect(fits({})).toBe(false)
  })

  test('of a refusal', async () => {
    const fits = validatorOf((document.components.schemas as Record<string, Schema>).Error)
    const agent = await hub.as('agent')
    for (const [visitor, path] of [
      [new Visitor(hub.url), '/api/users'],
      [agent, '/api/users'],
      [boss, '/api/users?odd=1'],
    ] as const)
      expect(fits((await visitor.get(path)).body)).toBe(true)
  })

  test('of what is closed to tokens', () => {
    const closed = hub.app.routes.filter(({ endpoint }) => endpoint.sessionOnly).length
    const said = operations().filter(
      ({ operation: { security } }) => security.length > 0 && !security.some((one) => 'token' in one),
    )
    expect(said).toHaveLength(closed)
    expect(closed).toBeGreaterThan(10)
  })
})

test('a program reads it by its token; a stranger does not', async () => {
  const { body } = await boss.post('/api/tokens', {
    name: 'docs',
    expiresInDays: 1,
    grants: { 'user.read': 'all' },
  })
  const program = new Visitor(hub.url)
  program.headers.authorization = `Bearer ${body.token}`
  expect((await program.get('/api/openapi.json')).body.openapi).toBe('3.1.1')
  expect((await new Visitor(hub.url).get('/api/openapi.json')).status).toBe(401)
})
