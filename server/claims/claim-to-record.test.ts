/** Claims, deals and the record over HTTP, with the worker running: from a call's wrap-up to the figures of the day. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { eventually, type Hub, startHub } from '../../tests/harness/hub.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let hub: Hub
let agent: Visitor
let handler: Visitor
let director: Visitor

beforeAll(async () => {
  hub = await startHub()
  agent = await hub.as('agent')
  handler = await hub.as('handler')
  director = await hub.as('director')
}, 60_000)
afterAll(() => hub.stop())

// Usually some ms; other tests' databases on the same server hold the end of the log back.
const FED_WITHIN_MS = 10_000
const openClaim = async (input: Record<string, unknown> = {}) => {
  const { categories } = (await agent.get('/api/claim-choices')).body
  return agent.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: categories[0].id,
    severity: 'normal',
    description: 'недостача 2 т',
    ...input,
  })
}
const moved = async (id: string, body: Record<string, unknown>) => {
  const { version } = (await handler.get(`/api/claims/${id}`)).body.claim
  const answer = await handler.post(`/api/claims/${id}/moves`, { ...body, version })
  expect(answer.error).toBeUndefined()
  return answer.body
}
const figuresOf = async (name: 'agent' | 'handler') => {
  const { body } = await director.get('/api/record/today')
  const id = hub.company.users[name]
  return body.managers.find((one: { manager: { id: string } | null }) => one.manager?.id === id)?.figures
}

test('a claim from a call to its close, and each step in the record', async () => {
  const opened = await openClaim()
  expect(opened.status).toBe(200)
  const { id } = opened.body
  expect((await agent.get(`/api/claims?search=${opened.body.number}`)).body.claims).toHaveLength(1)

  await handler.post(`/api/claims/${id}/assign`, { handlerId: hub.company.users.handler, version: 1 })
  const refused = await handler.post(`/api/claims/${id}/moves`, { move: 'answer', version: 2 })
  expect(refused.status).toBe(409)
  await moved(id, { move: 'acknowledge' })
  const empty = await handler.post(`/api/claims/${id}/moves`, { move: 'answer', version: 3 })
  expect(empty.error).toMatchObject({ status: 422, fields: { answer: 'required' } })
  await moved(id, { move: 'answer', answer: 'довезём' })
  await moved(id, { move: 'settle' })
  await moved(id, { move: 'verify' })
  const page = await moved(id, { move: 'close' })
  expect(page.claim).toMatchObject({ state: 'closed', breached: false })
  expect(page.closingGround).toBe('verified')
  expect(page.history.map((line: { move: string | null }) => line.move)).toEqual([
    null,
    null,
    'acknowledge',
    'answer',
    'settle',
    'verify',
    'close',
  ])
  await eventually(async () => expect((await figuresOf('handler'))?.claimsClosed).toBe(1), FED_WITHIN_MS)
  expect((await figuresOf('agent')).claimsOpened).toBe(1)
  const lines = (
    await director.get(`/api/record/lines?figure=claimsClosed&manager=${hub.company.users.handler}`)
  ).body
  expect(lines.lines).toMatchObject([{ kind: 'claim.moved', outcome: 'close', subjectId: id }])
})

test('a deal from lead to won, opened again: the figures of the day go up and back', async () => {
  const group = await hub.platform
    .db('product_groups')
    .insert({ code: 'g', name_ru: 'г', name_en: 'g' })
    .returning('id')
  await hub.platform.db('products').insert({ group_id: group[0].id, code: 'p', name_ru: 'п', name_en: 'p' })
  const { products } = (await agent.get('/api/products')).body
  const deal = await agent.post('/api/deals', {
    clientId: hub.company.client.id,
    productId: products[0].id,
    quantity: '12.5',
    amountMinor: 123_456,
  })
  expect(deal.body).toMatchObject({ state: 'lead', currency: 'RUB', quantity: '12.5' })
  const move = (name: string, version: number, more = {}) =>
    agent.post(`/api/deals/${deal.body.id}/moves`, { move: name, version, ...more })
  expect((await move('lose', 1)).error?.fields).toEqual({ refusalReasonId: 'required' })
  expect((await move('win', 1)).body).toMatchObject({ state: 'won', houseMinor: 123_456 })
  await eventually(
    async () => expect(await figuresOf('agent')).toMatchObject({ dealsWon: 1, dealsWonMinor: 123_456 }),
    FED_WITHIN_MS,
  )
  expect((await move('win', 2)).error).toMatchObject({ status: 409, code: 'move_not_allowed' })
  await move('reopen', 2)
  await eventually(
    async () => expect(await figuresOf('agent')).toMatchObject({ dealsWon: 0, dealsWonMinor: 0 }),
    FED_WITHIN_MS,
  )
  const { lines } = (await director.get('/api/record/lines?figure=dealsWonMinor')).body
  expect(lines.map((line: { tally: number }) => line.tally)).toEqual([-1, 1])
})

test('bad input is named field by field, unknown fields are refused, and rights hold', async () => {
  expect((await openClaim({ severity: 'huge', description: ' ', colour: 'red' })).error).toMatchObject({
    status: 422,
    fields: { severity: 'invalid_value', description: 'required', colour: 'unknown_field' },
  })
  expect((await director.get('/api/record/today?zone=Moscow')).error?.fields).toEqual({
    zone: 'unknown_zone',
  })
  expect((await director.get('/api/record/lines?after=1_x')).error?.fields).toEqual({
    after: 'invalid_regex',
  })
  expect((await agent.get('/api/record/today')).status).toBe(403)
  expect((await director.post('/api/deals', { clientId: hub.company.client.id })).status).toBe(403)
})
