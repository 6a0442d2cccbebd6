/** The handlers’ desk over the wire: deeds over many claims, notes, tags, views, who is beside whom, who gets what. */
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attendClaim, togetherSubject } from '#shared/claims/together.contract.ts'
import { changed, watch } from '#shared/platform/live.contract.ts'
import { eventually, type Hub, startHub } from '../../tests/harness/hub.ts'
import { fillClaims } from '../../tests/harness/many-claims.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { assignWaitingClaims } from './assignment/assign-waiting.ts'
import { todayIn } from './assignment/today.ts'

const now = Date.parse('2026-03-05T10:00+03:00')
let hub: Hub
let handler: Visitor
let supervisor: Visitor
let agent: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false, now })
  const { users, markets } = hub.company
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

test('a view that asks of a field that is not there hides no other', async () => {
  const { db } = hub.platform
  const filter = JSON.stringify({ custom: `${crypto.randomUUID()}:x` })
  const shown = { name: 'Старый', shared: true, filter, sort: 'newest', columns: '["state"]' }
  const owner = { owner_id: hub.company.users['head-after-sales'], made_at: new Date(now) }
  await db('claim_views').insert({ ...shown, ...owner })
  const { views } = (await handler.get('/api/claim-views')).body
  expect(views.map(({ name, count }: { name: string; count: number | null }) => [name, count])).toEqual([
    ['Всем', expect.any(Number)],
    ['Старый', null],
  ])
})

const lineOf = (visitor: Visitor): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(hub.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: visitor.cookieHeader(), origin: hub.url },
    })
    socket.once('connect', () => resolve(socket)).once('connect_error', reject)
  })

test('two at one claim see each other come, write and go; a tab that fell silent is gone', async () => {
  const { id } = (await seen('limit=1'))[0]!
  const [mine, theirs] = [await lineOf(handler), await lineOf(supervisor)]
  const attend = async (line: Socket, writing = false) =>
    (await line.emitWithAck(attendClaim.name, { claimId: id, writing })).result.others
  const told: string[] = []
  mine.on(changed.name, ({ subject }) => told.push(subject))
  await mine.emitWithAck(watch.name, { subjects: [togetherSubject(id)] })
  expect(await attend(mine)).toEqual([])
  expect(await attend(theirs, true)).toMatchObject([{ name: 'handler name', writing: false }])
  await eventually(() => expect(told).toContain(togetherSubject(id)))
  expect(await attend(mine)).toMatchObject([{ name: 'supervisor name', writing: true }])
  theirs.disconnect()
  await eventually(async () => expect(await attend(mine)).toEqual([]))
  const third = await lineOf(supervisor)
  await attend(third)
  hub.clock.advance(30_000)
  expect(await attend(mine)).toEqual([])
  const denied = await mine.emitWithAck(attendClaim.name, {
    claimId: '00000000-0000-7000-8000-00000000dead',
    writing: false,
  })
  expect(denied.error.code).toBe('not_found')
  mine.disconnect()
  third.disconnect()
})

const waiting = async () =>
  Number((await hub.platform.db('claims').whereNull('handler_id').count({ n: '*' }).first())?.n)
const holdsOf = async () => {
  const { db } = hub.platform
  const rows: { handler_id: string; n: string }[] = await db('claims')
    .whereNotNull('handler_id')
    .groupBy('handler_id')
    .select('handler_id', db.raw('count(*) as n'))
  return Object.fromEntries(rows.map(({ handler_id, n }) => [handler_id, Number(n)]))
}

test('by hand until the market says otherwise; then each goes to the least full who is here, once', async () => {
  const { users, markets } = hub.company
  const before = await waiting()
  const had = await holdsOf()
  expect(before).toBeGreaterThan(3)
  expect(await assignWaitingClaims(hub.platform)).toBe(0)
  expect(
    (await supervisor.put(`/api/claim-assignment/markets/${markets.ru}`, { automatic: true })).status,
  ).toBe(204)
  // Only two take claims: the one has room for one, the other is away, and the administrator stands in.
  const terms = { categories: [], languages: [], most: 0 }
  const { handlers } = (await supervisor.get('/api/claim-assignment')).body
  for (const { id } of handlers) await supervisor.put(`/api/claim-assignment/handlers/${id}`, terms)
  await supervisor.put(`/api/claim-assignment/handlers/${users.handler}`, { ...terms, most: 10 })
  await supervisor.put(`/api/claim-assignment/handlers/${users['head-after-sales']}`, { ...terms, most: 100 })
  await supervisor.put(`/api/claim-assignment/handlers/${users.administrator}`, { ...terms, most: 100 })
  const today = todayIn('Europe/Moscow', now)
  const absence = {
    userId: users['head-after-sales'],
    fromOn: today,
    toOn: today,
    substituteId: users.administrator,
  }
  const away = await supervisor.post('/api/claim-absences', absence)
  expect(away.body).toMatchObject({ substitute: { name: 'administrator name' } })
  const [one, other] = await Promise.all([
    assignWaitingClaims(hub.platform),
    assignWaitingClaims(hub.platform),
  ])
  expect(one + other).toBe(before)
  expect(await waiting()).toBe(0)
  const holds = await holdsOf()
  expect(holds[users['head-after-sales']]).toBe(had[users['head-after-sales']])
  expect(holds[users.administrator]).toBe((had[users.administrator] ?? 0) + before)
  const assigned = await hub.platform.db('events').where({ kind: 'claim.assigned', actor_id: null })
  expect(assigned).toHaveLength(before)
  const { handlers: after, markets: marketsAfter } = (await supervisor.get('/api/claim-assignment')).body
  const row = (id: string) => after.find((handler: { id: string }) => handler.id === id)
  expect(row(users['head-after-sales'])).toMatchObject({
    awayTo: today,
    substitute: { name: 'administrator name' },
  })
  expect(row(users.administrator)).toMatchObject({ open: holds[users.administrator], most: 100 })
  expect(marketsAfter).toContainEqual(expect.objectContaining({ code: 'ru', automatic: true, waiting: 0 }))
  expect((await supervisor.delete(`/api/claim-absences/${away.body.id}`)).status).toBe(204)
})

test('what makes no sense is refused by its field, and only a lead sets anything', async () => {
  const { users } = hub.company
  const absence = { userId: users.handler, fromOn: '2026-03-05', toOn: '2026-03-04', substituteId: null }
  const refused = async (body: object) => (await supervisor.post('/api/claim-absences', body)).error?.fields
  expect(await refused(absence)).toEqual({ toOn: 'ends_before_it_begins' })
  const days = { ...absence, toOn: '2026-03-09' }
  expect(await refused({ ...days, substituteId: users.handler })).toEqual({ substituteId: 'same_person' })
  expect(await refused({ ...days, substituteId: users.agent })).toEqual({ substituteId: 'may_not_handle' })
  expect((await handler.get('/api/claim-assignment')).status).toBe(403)
})
