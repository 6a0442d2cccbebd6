/**
 * Invariant 11, for what lies behind the gates: each permission with each scope that it may be granted with, tried on a
 * thing of one's own, of the department, of the market, and far from all of it. What is out of reach is not found.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Permission, permissionNames, type Scope, scopesOf } from '#shared/identity/permissions.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import type { Deed, Ids, Scene } from '../harness/reach-deed.ts'
import { reachTable } from '../harness/reach-table.ts'
import { makeReachWorld, type Place, places, reached, type World } from '../harness/reach-world.ts'

let hub: Hub
let world: World
let scene: Scene
beforeAll(async () => {
  hub = await startHub({ worker: false })
  world = await makeReachWorld(hub)
  const { db } = hub.platform
  const { id: categoryId } = await db('claim_categories').first('id')
  scene = { db, categoryId, probeId: world.ids.user.own }
})
afterAll(() => hub.stop())

const scoped = permissionNames.filter((permission) => scopesOf(permission).length > 1)

test('every permission that is granted with a scope is tried', () => {
  expect(Object.keys(reachTable).sort()).toEqual([...scoped].sort())
})

const idsAt = (place: Place): Ids =>
  Object.fromEntries(Object.entries(world.ids).map(([noun, things]) => [noun, things[place]])) as Ids

const holding = async (
  permission: Permission,
  scope: Scope,
  { with: beside = [], seeing = [] }: Partial<Deed>,
) => {
  await world.grant({
    ...Object.fromEntries(beside.map((one) => [one, scope])),
    ...Object.fromEntries(seeing.map((one) => [one, 'all'])),
    [permission]: scope,
  })
  await world.mend()
}

const cases = scoped.flatMap((permission) => scopesOf(permission).map((scope) => ({ permission, scope })))
describe.each(cases)('$permission: $scope', ({ permission, scope }) => {
  const trials = (reachTable[permission] ?? []).map((one) => [one.lists ?? one.does, one] as const)
  test.each(trials)('%s', async (_, trial) => {
    await holding(permission, scope, trial as Partial<Deed>)
    if (trial.lists !== undefined) {
      const shown = await trial.ask(world.probe)
      expect(places.filter((place) => shown.includes(world.ids[trial.of][place]))).toEqual(reached[scope])
      return
    }
    for (const place of places) {
      const answer = await trial.ask(world.probe, idsAt(place), scene)
      const expected = reached[scope].includes(place) ? trial.inside : (trial.out ?? 404)
      expect(
        `${place} ${answer.status} ${answer.status === expected ? '' : JSON.stringify(answer.body)}`,
      ).toBe(`${place} ${expected} `)
    }
  })
})

test('a card counts and shows of each kind what is in reach, and nothing of what is not permitted', async () => {
  const { db } = hub.platform
  const card = world.ids.client.own
  // Those that the trials have opened are not of the four.
  await db('deals').whereNotIn('id', Object.values(world.ids.deal)).delete()
  await db('timeline').delete()
  for (const table of ['claims', 'deals', 'tasks', 'interactions'])
    await db(table).update({ client_id: card })
  for (const place of places) {
    const line = { client_id: card, at: new Date(), kind: 'deal', owner_id: world.ids.user[place] }
    await db('timeline').insert({ ...line, subject_id: world.ids.deal[place] })
  }
  const shown = async () => {
    const { counts } = (await world.probe.get(`/api/clients/${card}`)).body
    const { items } = (await world.probe.get(`/api/clients/${card}/timeline?kind=deal`)).body
    return { ...counts, deals: items.length }
  }
  await world.grant({
    'client.read': 'all',
    'deal.read': 'own',
    'claim.read': 'department',
    'task.read': 'all',
  })
  expect(await shown()).toEqual({ openDeals: 1, deals: 1, openClaims: 2, openTasks: 4, interactions: 0 })
})

test('skills are the whole house’s', async () => {
  const skill = { code: 'welding', nameRu: 'Сварка', nameEn: 'Welding' }
  await world.grant({ 'queue.manage': 'market' })
  expect((await world.probe.post('/api/skills', skill)).status).toBe(403)
  await world.grant({ 'queue.manage': 'all' })
  const { body } = await world.probe.post('/api/skills', skill)
  await world.grant({ 'queue.manage': 'department' })
  const edit = { nameEn: 'Not theirs', version: body.version }
  expect((await world.probe.patch(`/api/skills/${body.id}`, edit)).status).toBe(403)
})

test('a request sent again answers whoever sent it, and nobody else', async () => {
  const all = { 'client.read': 'all', 'claim.open': 'all', 'claim.read': 'own', 'deal.work': 'own' } as const
  await world.grant(all)
  const requestId = crypto.randomUUID()
  const clientId = world.ids.client.far
  const claim = { requestId, clientId, categoryId: scene.categoryId, severity: 'low', description: 'once' }
  const agent = await hub.as('agent')
  expect((await agent.post('/api/claims', claim)).status).toBe(200)
  expect((await agent.post('/api/claims', claim)).status).toBe(200)
  expect((await world.probe.post('/api/claims', claim)).error?.code).toBe('exists')
  expect((await agent.post('/api/deals', { requestId, clientId })).status).toBe(200)
  expect((await world.probe.post('/api/deals', { requestId, clientId })).error?.code).toBe('exists')
})

test('a claim may be opened for whoever calls, though the client is another’s', async () => {
  await world.grant({ 'client.read': 'all', 'claim.open': 'own' })
  const clientId = world.ids.client.far
  const claim = { clientId, categoryId: scene.categoryId, severity: 'low', description: 'from a call' }
  const interactionId = world.ids.interaction.own
  await hub.platform.db('interactions').where({ id: interactionId }).update({ client_id: clientId })
  expect((await world.probe.post('/api/claims', claim)).error?.fields).toEqual({
    clientId: 'not_your_client',
  })
  expect((await world.probe.post('/api/claims', { ...claim, interactionId })).status).toBe(200)
  const others = { ...claim, interactionId: world.ids.interaction.far }
  await hub.platform.db('interactions').where({ id: others.interactionId }).update({ client_id: clientId })
  expect((await world.probe.post('/api/claims', others)).status).toBe(422)
})

test('whoever has no market reaches by it nothing that has none', async () => {
  const { db } = hub.platform
  await db('users').where({ id: world.ids.user.own }).update({ market_id: null, version: 100 })
  await db('interactions').where({ id: world.ids.interaction.far }).update({ market_id: null })
  await world.grant({ 'interaction.read': 'market' })
  expect((await world.probe.get(`/api/interactions/${world.ids.interaction.far}`)).status).toBe(404)
  expect((await world.probe.get(`/api/interactions/${world.ids.interaction.own}`)).status).toBe(200)
})
