/** Products as an administrator keeps them: a hub without any is given its own. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())

const listed = async () => (await (await hub.as('agent')).get('/api/products')).body
const addGroup = async (code: string): Promise<string> => {
  const group = { code, nameRu: `${code} ру`, nameEn: code, parentId: null }
  const { body } = await administrator.post('/api/dictionaries/product-groups', group)
  return body.entries.find((one: { code: string }) => one.code === code).id
}
const add = (code: string, groupId: string) =>
  administrator.post('/api/products', { code, nameRu: `${code} ру`, nameEn: code, groupId, unit: 'kg' })

test('a group and a product in it are added, and a claim is opened about it', async () => {
  const groupId = await addGroup('paint')
  const added = await add('P-100', groupId)
  expect(added.body).toMatchObject({ code: 'P-100', groupId, unit: 'kg', active: true, version: 1 })
  const { groups, products } = await listed()
  expect(groups).toEqual([{ id: groupId, code: 'paint', nameRu: 'paint ру', nameEn: 'paint', active: true }])
  expect(products).toEqual([added.body])
  expect((await add('P-100', groupId)).error).toMatchObject({ status: 409, code: 'exists' })
  const nowhere = await add('P-200', hub.company.client.id)
  expect(nowhere.error?.fields).toEqual({ groupId: 'unknown' })
})

test('of two who edit it the second is told; each state stays, and one is brought back', async () => {
  const [paint, glue] = [await addGroup('varnish'), await addGroup('glue')]
  const { id } = (await add('V-1', paint)).body
  const path = `/api/products/${id}`
  const moved = await administrator.patch(path, { version: 1, nameRu: 'Клей', groupId: glue })
  expect(moved.body).toMatchObject({ nameRu: 'Клей', groupId: glue, version: 2 })
  const late = await administrator.patch(path, { version: 1, nameRu: 'Лак' })
  expect(late.error).toMatchObject({
    code: 'changed_meanwhile',
    facts: { current: { version: 2 }, fields: ['nameRu'] },
  })
  expect((await administrator.post(`${path}/restore`, { version: 2, restores: 1 })).status).toBe(204)
  const product = (await listed()).products.find((one: { id: string }) => one.id === id)
  expect(product).toMatchObject({ nameRu: 'V-1 ру', groupId: paint, version: 3 })
  const told = await hub.platform.db('audit').where({ subject_id: id }).orderBy('id').pluck('action')
  expect(told).toEqual(['product.add', 'product.edit', 'product.edit'])
  const kinds = await hub.platform.db('events').where({ subject_id: id }).orderBy('id').pluck('kind')
  expect(kinds).toEqual(['product.added', 'product.changed', 'product.changed'])
})

test('one that is switched off is chosen no more; a group that is takes no more', async () => {
  const groupId = await addGroup('tools')
  const { id } = (await add('T-1', groupId)).body
  const agent = await hub.as('agent')
  const deal = () =>
    agent.post('/api/deals', {
      requestId: crypto.randomUUID(),
      clientId: hub.company.client.id,
      productId: id,
      quantity: '2',
      amountMinor: 100,
      currency: 'RUB',
    })
  const before = await deal()
  expect(before.error).toBeUndefined()
  await administrator.patch(`/api/products/${id}`, { version: 1, active: false })
  expect((await deal()).error?.fields).toEqual({ productId: 'unknown' })
  const entries = (await administrator.get('/api/dictionaries/product-groups')).body.entries
  const { version } = entries.find((one: { id: string }) => one.id === groupId)
  await administrator.patch(`/api/dictionaries/product-groups/${groupId}`, { version, active: false })
  expect((await add('T-2', groupId)).error?.fields).toEqual({ groupId: 'unknown' })
})

test('only who may set up the organisation keeps them', async () => {
  const agent = await hub.as('agent')
  const body = { code: 'X', nameRu: 'X', nameEn: 'X', groupId: hub.company.client.id, unit: 't' }
  const refused = await agent.post('/api/products', body)
  expect(refused.error).toMatchObject({ code: 'denied', facts: { permission: 'organisation.manage' } })
})
