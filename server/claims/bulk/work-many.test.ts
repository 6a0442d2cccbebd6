/** Deeds over many claims, notes, tags and views, as handlers come to them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { fillClaims } from '../../../tests/harness/many-claims.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let handler: Visitor
let supervisor: Visitor
let agent: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  const { users, markets } = hub.company
  const now = hub.clock.now()
  await fillClaims(hub.platform.db, { count: 40, marketIds: [markets.ru], handlerIds: [users.handler], now })
  handler = await hub.as('handler')
  supervisor = await hub.as('supervisor')
  agent = await hub.as('agent')
})
afterAll(() => hub.stop())

const seen = async (query = 'limit=3'): Promise<{ id: string; version: number }[]> =>
  (await handler.get(`/api/claims?${query}`)).body.claims.map(
    ({ id, version }: { id: string; version: number }) => ({ id, version }),
  )
const deed = (who: Visitor, claims: { id: string; version: number }[], what: object) =>
  who.post('/api/claim-deeds', { claims, deed: what })
const outcomes = (answer: { body: { outcomes: { error: { code: string } | null }[] } }) =>
  answer.body.outcomes.map(({ error }) => error?.code ?? 'done')

test('each claim has its own outcome: one that has changed is left alone, the others are done', async () => {
  const claims = await seen()
  const [first] = claims
  await handler.post(`/api/claims/${first!.id}/assign`, {
    handlerId: hub.company.users.supervisor,
    version: first!.version,
  })
  const answer = await deed(supervisor, claims, {
    do: 'assign',
    handlerId: hub.company.users['head-after-sales'],
  })
  expect(outcomes(answer as never)).toEqual(['stale', 'done', 'done'])
  const rows = await hub.platform.db('claims').whereIn(
    'id',
    claims.map(({ id }) => id),
  )
  const owners = claims.map(({ id }) => rows.find((row) => row.id === id)?.handler_id)
  const { supervisor: taken, 'head-after-sales': given } = hub.company.users
  expect(owners).toEqual([taken, given, given])
})

test('a move goes through its own rules for each: what a claim lacks is said of that claim', async () => {
  const free = (await seen('free=1&limit=1'))[0]!
  const mine = (await seen(`handler=${hub.company.users.handler}&limit=1`))[0]!
  const answer = await deed(handler, [free, mine], { do: 'move', move: 'acknowledge' })
  expect(outcomes(answer as never)).toEqual(['invalid', 'done'])
  const unknown = { id: '00000000-0000-7000-8000-00000000dead', version: 1 }
  expect(outcomes((await deed(handler, [unknown], { do: 'tag', name: 'x' })) as never)).toEqual(['not_found'])
})

test('a note and a tag are put on all; the tag is found by, the note is read newest first', async () => {
  const claims = await seen()
  expect(outcomes((await deed(handler, claims, { do: 'tag', name: 'Вагон 7' })) as never)).toEqual(
    claims.map(() => 'done'),
  )
  const note = { do: 'note', text: 'Ждём акт от склада' }
  expect(outcomes((await deed(handler, claims, note)) as never)).toEqual(claims.map(() => 'done'))
  const found = (await handler.get(`/api/claims?search=${encodeURIComponent('вагон')}`)).body.claims
  expect(new Set(found.map(({ id }: { id: string }) => id))).toEqual(new Set(claims.map(({ id }) => id)))
  expect(found[0].tags).toMatchObject([{ name: 'Вагон 7' }])
  const { id } = claims[0]!
  await handler.post(`/api/claims/${id}/notes`, { text: 'Акт пришёл' })
  const { notes } = (await agent.get(`/api/claims/${id}/notes`)).body
  expect(notes.map(({ text }: { text: string }) => text)).toEqual(['Акт пришёл', 'Ждём акт от склада'])
  expect(notes[0].author.name).toBe('handler name')
  expect((await agent.post(`/api/claims/${id}/notes`, { text: 'x' })).status).toBe(403)
  const tag = found[0].tags[0].id
  expect((await handler.delete(`/api/claims/${id}/tags/${tag}`)).status).toBe(204)
  expect((await handler.get(`/api/claims/${id}/tags`)).body.tags).toEqual([])
})

test('a view is its owner’s, counted for whoever looks; only a lead shares one, and nobody else changes it', async () => {
  const grave = {
    name: 'Критические',
    shared: false,
    filter: { severity: 'critical', mine: '1' },
    sort: 'newest',
    columns: ['deadline', 'tags'],
  }
  const own = await handler.post('/api/claim-views', grave)
  const mine = (await handler.get('/api/claims?severity=critical&mine=1')).body.claims
  expect(own.body).toMatchObject({ ...grave, mine: true, count: mine.length })
  expect(mine.length).toBeGreaterThan(0)
  expect((await handler.post('/api/claim-views', grave)).error?.code).toBe('exists')
  expect((await handler.post('/api/claim-views', { ...grave, name: 'b', shared: true })).status).toBe(403)
  const common = await supervisor.post('/api/claim-views', { ...grave, name: 'Всем', shared: true })
  const views = (await handler.get('/api/claim-views')).body
  expect(views).toMatchObject({ mayShare: false })
  expect(views.views).toMatchObject([
    { name: 'Критические', mine: true },
    { name: 'Всем', mine: false, owner: 'supervisor name', count: mine.length },
  ])
  const change = { ...grave, name: 'Моё', version: 1 }
  expect((await handler.put(`/api/claim-views/${common.body.id}`, change)).status).toBe(404)
  expect((await handler.delete(`/api/claim-views/${common.body.id}`)).status).toBe(404)
  expect((await handler.put(`/api/claim-views/${own.body.id}`, change)).body).toMatchObject({ name: 'Моё' })
  expect((await handler.put(`/api/claim-views/${own.body.id}`, change)).error?.code).toBe('stale')
  expect((await handler.delete(`/api/claim-views/${own.body.id}`)).status).toBe(204)
})
