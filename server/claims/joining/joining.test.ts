/** Details, actions, merging and taking apart over HTTP: as handlers do it, two at once and for another client too. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let hub: Hub
let handler: Visitor
let categoryId: string
beforeAll(async () => {
  hub = await startHub()
  handler = await hub.as('handler')
  categoryId = (await handler.get('/api/claim-choices')).body.categories[0].id
}, 60_000)
afterAll(() => hub.stop())

const products = [
  { productId: null, quantity: '2.5', unit: 't', batch: 'A-17' },
  { productId: null, quantity: null, unit: null, batch: 'B-2' },
]
const open = async (more: Record<string, unknown> = {}) => {
  const input = { clientId: hub.company.client.id, categoryId, severity: 'normal', description: 'x', ...more }
  const { body } = await handler.post('/api/claims', input)
  await handler.post(`/api/claims/${body.id}/assign`, {
    handlerId: hub.company.users.handler,
    version: body.version,
  })
  return body.id as string
}
const page = async (id: string) => (await handler.get(`/api/claims/${id}`)).body
const versionOf = async (id: string) => (await page(id)).claim.version

test('details are written piece by piece; the second of two is shown what differs', async () => {
  const id = await open({ products, remedySought: 'refund' })
  const before = await page(id)
  expect(before.details).toMatchObject({ products, remedySought: 'refund', agreedMinor: null })
  const { version } = before.details
  const path = `/api/claims/${id}/details`
  expect((await handler.patch(path, { claimedMinor: 5_000, version })).error?.fields).toEqual({
    currency: 'required',
  })
  const amounts = { claimedMinor: 5_000, agreedMinor: 3_000, currency: 'EUR' }
  expect((await handler.patch(path, { ...amounts, version })).body).toMatchObject(amounts)
  const second = await handler.patch(path, { agreedMinor: 4_000, impact: 'stands still', version })
  expect(second.error).toMatchObject({
    code: 'changed_meanwhile',
    facts: { fields: ['impact', 'agreedMinor'], current: amounts },
  })
  const history = (await page(id)).history.at(-1)
  expect(history).toMatchObject({ kind: 'edited', changed: ['claimedMinor', 'agreedMinor', 'currency'] })
  const { market_id } = await hub.platform
    .db('clients')
    .where({ id: hub.company.client.id })
    .first('market_id')
  const [other] = await hub.platform
    .db('clients')
    .insert({ kind: 'company', name: 'другой', market_id })
    .returning('id')
  const [person] = await hub.platform
    .db('persons')
    .insert({ client_id: other.id, name: 'чужой' })
    .returning('id')
  const wrong = { personIds: [person.id], version: version + 1 }
  expect((await handler.patch(path, wrong)).error?.fields).toEqual({ personIds: 'not_of_client' })
})

test('a claim is put under another kind by hand; one there is not, or that is chosen no more, is refused', async () => {
  const id = await open()
  const path = `/api/claims/${id}/details`
  const version = await versionOf(id)
  const [, other] = (await handler.get('/api/claim-choices')).body.categories
  const [shut] = await hub.platform
    .db('claim_categories')
    .insert({ code: 'shut', name_ru: 'x', name_en: 'x', active: false })
    .returning('id')
  for (const categoryId of [crypto.randomUUID(), shut.id])
    expect((await handler.patch(path, { categoryId, version })).error?.fields).toEqual({
      categoryId: 'unknown',
    })
  const agent = await hub.as('agent')
  expect((await agent.patch(path, { categoryId: other.id, version })).status).toBe(403)
  expect((await handler.patch(path, { categoryId: other.id, version })).body).toMatchObject({
    categoryId: other.id,
  })
  const after = await page(id)
  expect(after.claim.category).toMatchObject({ id: other.id, code: other.code })
  // Another kind may have other deadlines: that is told after it.
  const edited = after.history.filter(({ kind }: { kind: string }) => kind === 'edited')
  expect(edited).toMatchObject([{ changed: ['categoryId'] }])
})

test('what an approved answer stands on is not changed behind the approval; money is approved by another', async () => {
  const id = await open()
  const head = await hub.as('administrator')
  const move = async (who: Visitor, input: Record<string, unknown>) =>
    who.post(`/api/claims/${id}/moves`, { ...input, version: await versionOf(id) })
  const details = async (input: Record<string, unknown>) =>
    handler.patch(`/api/claims/${id}/details`, { ...input, version: await versionOf(id) })
  await move(handler, { move: 'acknowledge' })
  await details({ agreedMinor: 100, currency: 'RUB' })
  const atOnce = await move(handler, { move: 'answer', answer: 'money' })
  expect(atOnce.error?.facts).toMatchObject({ missing: ['approval', 'findings'] })
  const judged = { safety: false, complexity: 'simple', impact: 'none', immediateAction: 'none' }
  await move(handler, { move: 'assess', ...judged })
  const [cause] = (await handler.get('/api/claim-choices')).body.causes
  await move(handler, { move: 'investigate', findings: 'found', causeId: cause.id })
  expect((await move(handler, { move: 'propose', remedy: 'refund', answer: 'money' })).status).toBe(200)
  expect((await move(handler, { move: 'approve' })).status).toBe(403)
  expect((await move(head, { move: 'approve' })).body.claim.state).toBe('approved')
  expect((await details({ agreedMinor: 900_000 })).error?.fields).toEqual({ agreedMinor: 'decided' })
  expect((await details({ invoiceNumber: '17' })).status).toBe(200)
  expect((await move(handler, { move: 'communicate' })).body.claim.state).toBe('communicated')
})

test('an action is a task of its owner, and done with it', async () => {
  const id = await open()
  const dueAt = Date.now() + 86_400_000
  const ownerId = hub.company.users.handler
  const action = { kind: 'preventive', title: 'проверить весы', ownerId, dueAt }
  const { body } = await handler.post(`/api/claims/${id}/actions`, action)
  expect(body.actions).toMatchObject([{ kind: 'preventive', title: 'проверить весы', doneAt: null }])
  const { taskId } = body.actions[0]
  const finished = await handler.post(`/api/tasks/${taskId}/finish`, { resultCode: 'done', result: '' })
  expect(finished.error).toBeUndefined()
  expect((await page(id)).actions[0].doneAt).not.toBeNull()
  const late = { ...action, dueAt: Date.now() - 3_600_000 }
  expect((await handler.post(`/api/claims/${id}/actions`, late)).error?.fields).toEqual({ dueAt: 'in_past' })
})

test('merged, a claim is closed and goes on in the other, which cannot be undone by reopening; crosswise one wins', async () => {
  const [one, two] = [await open({ products: [products[0]] }), await open({ products: [products[1]] })]
  const [first, second] = await Promise.all([
    handler.post(`/api/claims/${one}/merge`, { into: two, version: 2 }),
    handler.post(`/api/claims/${two}/merge`, { into: one, version: 2 }),
  ])
  expect([first.status, second.status].filter((status) => status === 200)).toHaveLength(1)
  const [gone, stays] = first.status === 200 ? [one, two] : [two, one]
  const merged = await page(gone)
  expect(merged).toMatchObject({ claim: { state: 'closed' }, closingGround: 'merged', moves: [] })
  expect(merged.kin.mergedInto.id).toBe(stays)
  const held = await page(stays)
  expect(held.details.products).toHaveLength(2)
  expect(held.kin.merged).toMatchObject([{ id: gone }])
  const reopen = { move: 'reopen', version: merged.claim.version, grounds: 'again' }
  expect((await handler.post(`/api/claims/${gone}/moves`, reopen)).error?.code).toBe('claim_merged')
  const running = await hub.platform.db('claim_clocks').where({ claim_id: gone }).whereNull('stopped_at')
  expect(running).toEqual([])
})

test('figures count each claim by a product that is in it, whatever was taken out or brought in', async () => {
  const { db } = hub.platform
  const named = (code: string) => ({ code, name_ru: code, name_en: code })
  const [group] = await db('product_groups').insert(named('joined')).returning('id')
  const made = ['beam', 'rail'].map((code) => ({ ...named(code), group_id: group.id }))
  const [beam, rail] = await db('products').insert(made).returning('id')
  const line = (product: { id: string }) => ({
    productId: product.id,
    quantity: null,
    unit: null,
    batch: null,
  })
  const counted = async (id: string) => (await db('claims').where({ id }).first('product_id')).product_id
  const whole = await open({ products: [line(beam), line(rail)] })
  const split = { version: 2, description: 'балки', categoryId, lines: [0] }
  const { body: part } = await handler.post(`/api/claims/${whole}/split`, split)
  expect([await counted(whole), await counted(part.id)]).toEqual([rail.id, beam.id])
  const bare = await open()
  const merging = { into: bare, version: await versionOf(part.id) }
  expect((await handler.post(`/api/claims/${part.id}/merge`, merging)).status).toBe(200)
  expect(await counted(bare)).toBe(beam.id)
})

test('a part taken out is a claim of its own, received when the first was, with its handler', async () => {
  const id = await open({ products })
  const split = { version: 2, description: 'второе', categoryId, lines: [1] }
  expect((await handler.post(`/api/claims/${id}/split`, { ...split, lines: [2] })).error?.fields).toEqual({
    lines: 'unknown',
  })
  const { body: kin } = await handler.post(`/api/claims/${id}/split`, split)
  const [whole, part] = [await page(id), await page(kin.id)]
  expect(part.claim).toMatchObject({
    state: 'received',
    openedAt: whole.claim.openedAt,
    handler: { id: hub.company.users.handler },
  })
  expect([whole, part].map((one) => one.details.products)).toEqual([[products[0]], [products[1]]])
  expect(whole.kin.parts).toMatchObject([{ id: kin.id }])
  expect((await handler.post(`/api/claims/${id}/split`, split)).error?.code).toBe('stale')
})

test('whoever sees their own claims alone takes one apart; what a handler who has left had is then nobody’s', async () => {
  const { db } = hub.platform
  const split = { description: 'второе', categoryId, lines: [1] }
  const administrator = await hub.as('administrator')
  const id = await open({ products })
  const head = hub.company.users['head-after-sales']
  await administrator.post(`/api/claims/${id}/assign`, { handlerId: head, version: 2 })
  const grants = await db('role_grants').where({ permission: 'claim.read' })
  await db('role_grants').where({ permission: 'claim.read' }).update({ scope: 'own' })
  const own = await (await hub.as('head-after-sales')).post(`/api/claims/${id}/split`, {
    ...split,
    version: 3,
  })
  await db('role_grants').insert(grants).onConflict(['role_id', 'permission']).merge()
  expect(own.status).toBe(200)
  expect((await page(own.body.id)).claim.handler.id).toBe(head)
  const left = await open({ products })
  await db('users').where({ id: hub.company.users.handler }).update({ active: false })
  const parted = await administrator.post(`/api/claims/${left}/split`, { ...split, version: 2 })
  expect(parted.status).toBe(200)
  expect((await administrator.get(`/api/claims/${parted.body.id}`)).body.claim.handler).toBeNull()
})
