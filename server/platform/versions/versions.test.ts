/** Whatever is administered is looked back at and brought back, by the same rules as an edit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SettingVersion } from '#shared/platform/versions.contract.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Answer, Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())

const versions = async (path: string): Promise<SettingVersion[]> =>
  (await administrator.get(`${path}/versions`)).body.versions
const restore = (path: string, version: number, restores: number): Promise<Answer> =>
  administrator.post(`${path}/restore`, { version, restores })
const role = async (code: string) =>
  (await administrator.get('/api/roles')).body.roles.find((one: { code: string }) => one.code === code)

test('a role that was never edited has no past; two edits leave three states, each with what it changed', async () => {
  const before = await role('director')
  const path = `/api/roles/${before.id}`
  expect(await versions(path)).toEqual([])
  const { 'routing.explain': gone, ...grants } = before.grants
  const form = { nameRu: before.nameRu, nameEn: before.nameEn, grants }
  await administrator.put(path, { version: before.version, ...form })
  await administrator.put(path, { version: before.version + 1, ...form, nameRu: 'Генеральный директор' })
  const [last, middle, first] = await versions(path)
  expect(last).toMatchObject({
    version: before.version + 2,
    savedBy: 'administrator name',
    present: true,
    changes: [{ field: 'nameRu', part: null, from: before.nameRu, to: 'Генеральный директор' }],
  })
  expect(middle).toMatchObject({
    present: false,
    changes: [{ field: 'grants', part: 'routing.explain', from: gone, to: null }],
  })
  expect(first).toMatchObject({ version: before.version, savedAt: null, savedBy: null, changes: [] })

  expect((await restore(path, before.version, before.version)).error?.code).toBe('changed_meanwhile')
  expect((await restore(path, before.version + 2, before.version)).status).toBe(204)
  expect(await role('director')).toEqual({ ...before, version: before.version + 3 })
  expect((await versions(path))[0]).toMatchObject({ restores: before.version, present: true })
  const traces = await hub.platform
    .db('audit')
    .where({ action: 'role.edit', subject_id: before.id })
    .orderBy('id')
  expect(traces.at(-1).data).toMatchObject({ restores: before.version, to: before.grants })
  expect((await restore(path, before.version + 3, 77)).status).toBe(404)
})

test('what an edit would refuse is not brought back either', async () => {
  const before = await role('administrator')
  const path = `/api/roles/${before.id}`
  const form = { nameRu: before.nameRu, nameEn: before.nameEn }
  const fewer = Object.fromEntries(Object.entries(before.grants).filter(([name]) => name !== 'rate.manage'))
  await administrator.put(path, { version: before.version, ...form, grants: fewer })
  // A version of an older hub, with a right that there is not any more.
  await hub.platform
    .db('setting_versions')
    .where({ subject_id: before.id, version: before.version })
    .update({ state: JSON.stringify({ ...form, grants: { 'moon.visit': 'all' }, needsSecondFactor: false }) })
  const refused = await restore(path, before.version + 1, before.version)
  expect(refused).toMatchObject({ status: 422, error: { code: 'invalid' } })
  expect((await role('administrator')).grants).toEqual(fewer)
})

test('a queue with callers in it is not switched off by its past', async () => {
  const id = hub.company.queues['claims-ru']
  const path = `/api/queues/${id}`
  const before = (await administrator.get(path)).body
  await administrator.patch(path, { version: before.version, active: false })
  await administrator.patch(path, { version: before.version + 1, active: true, serviceMs: 45_000 })
  expect((await versions(path))[0]?.changes.map(({ field }) => field).sort()).toEqual(['active', 'serviceMs'])
  await hub.platform.db('interactions').insert({
    channel: 'call',
    direction: 'inbound',
    state: 'waiting',
    queue_id: id,
    arrived_at: new Date(),
    queued_at: new Date(),
  })
  expect((await restore(path, before.version + 2, before.version + 1)).error?.code).toBe('callers_wait')
  expect((await restore(path, before.version + 2, before.version)).status).toBe(204)
  expect((await administrator.get(path)).body).toMatchObject({ serviceMs: before.serviceMs, active: true })
})

test.each<[string, () => Promise<{ path: string; edited: Promise<Answer> }>, string]>([
  [
    'a market',
    async () => {
      const path = `/api/markets/${hub.company.markets.ru}`
      const { version } = (await administrator.get(path)).body
      return { path, edited: administrator.patch(path, { version, currency: 'USD' }) }
    },
    'currency',
  ],
  [
    'an entry of a list',
    async () => {
      const { entries } = (await administrator.get('/api/dictionaries/dispositions')).body
      const path = `/api/dictionaries/dispositions/${entries[0].id}`
      return { path, edited: administrator.patch(path, { version: entries[0].version, nameRu: 'Иначе' }) }
    },
    'nameRu',
  ],
  [
    'a skill',
    async () => {
      const made = await administrator.post('/api/skills', {
        code: 'welding',
        nameRu: 'Сварка',
        nameEn: 'Welding',
      })
      const path = `/api/skills/${made.body.id}`
      return { path, edited: administrator.patch(path, { version: 1, active: false }) }
    },
    'active',
  ],
  [
    'a number',
    async () => {
      const wish = { number: '+74950000001', label: '', flowCode: 'main', marketId: null, language: 'ru' }
      const made = await administrator.post('/api/telephony/numbers', wish)
      const path = `/api/telephony/numbers/${made.body.id}`
      return { path, edited: administrator.put(path, { ...wish, label: 'Склад', version: 1 }) }
    },
    'label',
  ],
  [
    'what a user can do',
    async () => {
      const made = await administrator.post('/api/skills', {
        code: 'pipes',
        nameRu: 'Трубы',
        nameEn: 'Pipes',
      })
      const path = `/api/users/${hub.company.users.agent}/skills`
      const { version, skills } = (await administrator.get(path)).body
      const more = [...skills, { skillId: made.body.id, level: 4 }]
      return { path, edited: administrator.put(path, { version, skills: more }) }
    },
    'levels',
  ],
])('%s goes back to what it was', async (_, scene, field) => {
  const { path, edited } = await scene()
  const after = (await edited).body
  const [now, first] = await versions(path)
  expect(now?.changes.map((change) => change.field)).toEqual([field])
  expect((await restore(path, after.version, first!.version)).status).toBe(204)
  const [back] = await versions(path)
  expect(back).toMatchObject({ present: true, restores: first!.version })
  expect(back!.changes).toEqual(
    now!.changes.map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from })),
  )
})
