/** Departments as an administrator changes them: their tree stays a tree, and nobody is left in a closed one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administrationOf } from '#server/routes.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { departmentRoutes } from './department.routes.ts'
import { carryOutPlans } from './plan-department.ts'

let hub: Doorway
let place: Awaited<ReturnType<typeof populate>>
let administrator: Visitor
beforeAll(async () => {
  hub = await openDoorway({ routes: (platform) => departmentRoutes(administrationOf(platform)) })
  place = await populate(hub.platform, ['agent', 'administrator'])
  administrator = hub.visitor()
  await administrator.signIn('administrator@example.test', PASSWORD)
})
afterAll(() => hub.stop())

let made = 0
const add = async (parentId: string | null) => {
  made += 1
  const code = `department-${made}`
  const answer = await administrator.post('/api/departments', { code, nameRu: code, nameEn: code, parentId })
  expect(answer.status).toBe(200)
  return answer.body
}
const path = (id: string, deed = '') => `/api/departments/${id}${deed}`
const all = async () => (await administrator.get('/api/departments')).body.departments

describe('the tree', () => {
  test('grows, is renamed and moved, with what it was in the audit', async () => {
    const [left, right] = [await add(null), await add(null)]
    const below = await add(left.id)
    const edit = { version: 1, nameRu: 'Опт', parentId: right.id }
    const moved = await administrator.patch(path(below.id), edit)
    expect(moved.body).toMatchObject({ nameRu: 'Опт', parentId: right.id, version: 2 })
    const [trace] = await hub.db('audit').where({ action: 'department.edit', subject_id: below.id })
    expect(trace.data).toEqual({
      fields: ['nameRu', 'parentId'],
      from: { nameRu: below.nameRu, parentId: left.id },
      to: { nameRu: 'Опт', parentId: right.id },
    })
    expect((await administrator.patch(path(below.id), edit)).error?.code).toBe('changed_meanwhile')
  })

  test('never closes into a circle, even by two moves at once', async () => {
    const [one, two] = [await add(null), await add(null)]
    const below = await add(one.id)
    const circle = await administrator.patch(path(one.id), { version: 1, parentId: below.id })
    expect(circle.error?.fields).toEqual({ parentId: 'below_itself' })
    const answers = await Promise.all([
      administrator.patch(path(one.id), { version: 1, parentId: two.id }),
      administrator.patch(path(two.id), { version: 1, parentId: one.id }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  })

  test('hangs on no department that is not there', async () => {
    const { id } = await add(null)
    const nowhere = await administrator.patch(path(id), { version: 1, parentId: place.marketId })
    expect(nowhere.error?.fields).toEqual({ parentId: 'unknown' })
    expect((await administrator.patch(path(place.marketId), { version: 1 })).status).toBe(404)
  })
})

test('the tree of a past moment is kept: names, places, and without who came later', async () => {
  const then = () => hub.platform.clock.now()
  const at = async (moment: number): Promise<Record<string, unknown>[]> =>
    (await administrator.get(`/api/departments?at=${moment}`)).body.departments
  const known = (id: string) => (one: Record<string, unknown>) => one.id === id
  const founded = then()
  hub.platform.advance(60_000)
  const [left, right] = [await add(null), await add(null)]
  const made = then()
  hub.platform.advance(60_000)
  await administrator.patch(path(right.id), { version: 1, nameRu: 'Юг', parentId: left.id })
  const moved = then()
  hub.platform.advance(60_000)
  await administrator.post(path(right.id, '/close'), { version: 2 })

  expect((await at(founded)).some(known(left.id))).toBe(false)
  expect((await at(founded)).find(known(place.departmentId))).toMatchObject({
    nameRu: 'Продажи',
    people: null,
  })
  expect((await at(made)).find(known(right.id))).toMatchObject({ nameRu: right.nameRu, parentId: null })
  expect((await at(moved)).find(known(right.id))).toMatchObject({
    nameRu: 'Юг',
    parentId: left.id,
    closedAt: null,
  })
  expect((await at(then())).find(known(right.id))).toMatchObject({ closedAt: then() })
  const { version } = (await all()).find(known(place.departmentId))
  await administrator.patch(path(place.departmentId), { version, nameRu: 'Сбыт' })
  expect((await at(founded)).find(known(place.departmentId))).toMatchObject({ nameRu: 'Продажи' })
  expect((await at(then())).find(known(place.departmentId))).toMatchObject({ nameRu: 'Сбыт' })
})

test('what it was called and where it stood is looked back at, and brought back while the tree allows', async () => {
  const [left, right] = [await add(null), await add(null)]
  await administrator.patch(path(right.id), { version: 1, parentId: left.id, nameRu: 'Право' })
  await administrator.patch(path(right.id), { version: 2, parentId: null })
  const { versions } = (await administrator.get(path(right.id, '/versions'))).body
  expect(versions[1].changes.map(({ field }: { field: string }) => field)).toEqual(['nameRu', 'parentId'])
  await administrator.patch(path(left.id), { version: 1, parentId: right.id })
  const below = await administrator.post(path(right.id, '/restore'), { version: 3, restores: 2 })
  expect(below.error?.fields).toEqual({ parentId: 'below_itself' })
  expect((await administrator.post(path(right.id, '/restore'), { version: 3, restores: 1 })).status).toBe(204)
  expect((await all()).find(({ id }: { id: string }) => id === right.id)).toMatchObject({
    nameRu: right.nameRu,
    parentId: null,
    version: 4,
  })
})

describe('closing', () => {
  test('waits until nobody is in it and nothing below is open, and says who and what', async () => {
    const [{ version }] = (await all()).filter(({ id }: { id: string }) => id === place.departmentId)
    const below = await add(place.departmentId)
    const refused = await administrator.post(path(place.departmentId, '/close'), { version })
    expect(refused.error).toMatchObject({
      code: 'department_in_use',
      facts: { names: `administrator, agent, ${below.nameRu}` },
    })
    const closed = await administrator.post(path(below.id, '/close'), { version: 1 })
    expect(closed.body).toMatchObject({ closedAt: expect.any(Number), version: 2 })
    const { departments } = (await administrator.get('/api/organisation')).body
    expect(departments.find(({ id }: { id: string }) => id === below.id)).toMatchObject({ open: false })
  })

  test('keeps newcomers and other departments out, until it is opened again', async () => {
    const top = await add(null)
    const below = await add(top.id)
    await administrator.post(path(below.id, '/close'), { version: 1 })
    await administrator.post(path(top.id, '/close'), { version: 1 })
    const { version } = (await administrator.get(`/api/users/${place.users.agent}`)).body
    const put = () =>
      administrator.patch(`/api/users/${place.users.agent}`, { version, departmentId: top.id })
    expect((await put()).error?.fields).toEqual({ departmentId: 'closed_department' })
    const other = await add(null)
    const moved = await administrator.patch(path(other.id), { version: 1, parentId: top.id })
    expect(moved.error?.fields).toEqual({ parentId: 'closed_department' })
    expect((await administrator.post(path(below.id, '/reopen'), { version: 2 })).error?.code).toBe(
      'parent_closed',
    )
    expect((await administrator.post(path(top.id, '/reopen'), { version: 2 })).body.closedAt).toBeNull()
    expect((await put()).status).toBe(200)
    const back = await administrator.patch(`/api/users/${place.users.agent}`, {
      version: version + 1,
      departmentId: place.departmentId,
    })
    expect(back.status).toBe(200)
  })

  test('keeps out whoever was switched off meanwhile, until they are moved', async () => {
    const top = await add(null)
    const user = async (deed: string, body: object = {}) => {
      const path = `/api/users/${place.users.agent}`
      const { version } = (await administrator.get(path)).body
      return deed === 'edit'
        ? administrator.patch(path, { version, ...body })
        : administrator.post(`${path}/${deed}`, { version })
    }
    expect((await user('edit', { departmentId: top.id })).status).toBe(200)
    expect((await user('deactivate')).status).toBe(200)
    expect((await administrator.post(path(top.id, '/close'), { version: 1 })).status).toBe(200)
    expect((await user('reactivate')).error?.code).toBe('closed_department')
    expect((await user('edit', { departmentId: place.departmentId })).status).toBe(200)
    expect((await user('reactivate')).body).toMatchObject({ active: true })
  })
})

describe('a change that is ordered for a later day', () => {
  /** A moment's time: sessions are not to end meanwhile. */
  const STEP_MS = 60_000
  const plan = (id: string, steps: number, edit: object) =>
    administrator.post(path(id, '/plans'), { fromAt: hub.platform.clock.now() + steps * STEP_MS, edit })
  const plans = async () => (await administrator.get('/api/department-plans')).body.plans
  const treeIn = async (steps: number) => {
    const at = hub.platform.clock.now() + steps * STEP_MS
    return (await administrator.get(`/api/departments?at=${at}`)).body.departments
  }
  const sweep = () => carryOutPlans(administrationOf(hub.platform))

  test('shows in the tree of that day, and is the tree when the day comes, as of that very moment', async () => {
    const [old, fresh] = [await add(null), await add(null)]
    const team = await add(old.id)
    const { body } = await plan(team.id, 10, { parentId: fresh.id, nameRu: 'Экспорт' })
    expect(body).toMatchObject({ departmentId: team.id, state: 'planned', plannedBy: 'administrator' })
    const of = (tree: { id: string }[]) => tree.find(({ id }) => id === team.id)
    expect(of(await treeIn(9))).toMatchObject({ parentId: old.id })
    expect(of(await treeIn(11))).toMatchObject({ parentId: fresh.id, nameRu: 'Экспорт' })
    expect(await sweep()).toBe(0)

    hub.platform.advance(12 * STEP_MS)
    expect(await Promise.all([sweep(), sweep()])).toEqual(expect.arrayContaining([1, 0]))
    expect(of(await all())).toMatchObject({ parentId: fresh.id, nameRu: 'Экспорт' })
    expect(of(await treeIn(-3))).toMatchObject({ parentId: old.id })
    expect(of(await treeIn(-1))).toMatchObject({ parentId: fresh.id })
    expect(await plans()).toEqual([])
  })

  test('is refused where it could not be: in the past, for nothing, below itself by then', async () => {
    const [one, two] = [await add(null), await add(null)]
    expect((await plan(one.id, -1, { nameRu: 'Раньше' })).error?.fields).toEqual({ fromAt: 'in_past' })
    expect((await plan(one.id, 1, { nameRu: one.nameRu })).error?.fields).toEqual({ edit: 'required' })
    await plan(two.id, 5, { parentId: one.id })
    expect((await plan(one.id, 6, { parentId: two.id })).error?.fields).toEqual({
      'edit.parentId': 'below_itself',
    })
    expect((await plan(one.id, 4, { nameRu: 'До того' })).status).toBe(200)
  })

  test('is called off once; and what the tree does not allow when the day comes is shown as refused', async () => {
    const [one, two] = [await add(null), await add(null)]
    const first = (await plan(one.id, 5, { nameRu: 'Первое' })).body
    const second = (await plan(one.id, 6, { parentId: two.id })).body
    expect((await administrator.post(`/api/department-plans/${first.id}/cancel`, {})).status).toBe(204)
    expect((await administrator.post(`/api/department-plans/${first.id}/cancel`, {})).error?.code).toBe(
      'conflict',
    )
    await administrator.patch(path(two.id), { version: 1, parentId: one.id })
    hub.platform.advance(7 * STEP_MS)
    await sweep()
    expect((await plans()).find(({ id }: { id: string }) => id === second.id)).toMatchObject({
      state: 'refused',
      refusal: 'below_itself',
    })
    expect((await all()).find(({ id }: { id: string }) => id === one.id)).toMatchObject({ parentId: null })
  })

  test('closes on its day once nobody is in it; with people in it it does not, and says why', async () => {
    const [empty, full] = [await add(null), await add(null)]
    const user = `/api/users/${place.users.agent}`
    const { version } = (await administrator.get(user)).body
    await administrator.patch(user, { version, departmentId: full.id })
    for (const { id } of [empty, full]) expect((await plan(id, 3, { closes: true })).status).toBe(200)
    const of = (tree: { id: string }[], { id }: { id: string }) => tree.find((one) => one.id === id)
    expect(of(await treeIn(4), empty)).toMatchObject({ closedAt: expect.any(Number) })
    const again = await plan(empty.id, 5, { closes: true })
    expect(again.error?.fields).toEqual({ edit: 'required' })

    hub.platform.advance(4 * STEP_MS)
    await sweep()
    expect(of(await all(), empty)).toMatchObject({ closedAt: expect.any(Number) })
    expect(of(await all(), full)).toMatchObject({ closedAt: null })
    expect((await plans()).at(-1)).toMatchObject({
      departmentId: full.id,
      state: 'refused',
      refusal: 'department_in_use',
    })
  })

  test('carried out after somebody was faster, it holds from then on: the past between stays as it was', async () => {
    const [old, fresh] = [await add(null), await add(null)]
    const team = await add(old.id)
    await plan(team.id, 1, { parentId: fresh.id })
    hub.platform.advance(2 * STEP_MS)
    await administrator.patch(path(team.id), { version: 1, nameRu: 'Экспорт' })
    hub.platform.advance(STEP_MS)
    expect(await sweep()).toBe(1)
    const now = (await all()).find(({ id }: { id: string }) => id === team.id)
    expect(now).toMatchObject({ parentId: fresh.id, nameRu: 'Экспорт' })
    const of = (tree: { id: string }[]) => tree.find(({ id }) => id === team.id)
    expect(of(await treeIn(0))).toMatchObject({ parentId: fresh.id, nameRu: 'Экспорт' })
    expect(of(await treeIn(-0.5))).toMatchObject({ parentId: old.id, nameRu: 'Экспорт' })
    expect(of(await treeIn(-1.5))).toMatchObject({ parentId: old.id, nameRu: team.nameRu })
  })
})
