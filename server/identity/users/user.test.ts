/** Administration of users and roles: at once, within one's reach, never leaving the hub without an administrator. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#server/platform/database.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { cheapCost, hashPassword } from '../passwords/hash-password.ts'
import { createUser } from './create-user.ts'

let hub: Doorway
let place: Awaited<ReturnType<typeof populate>>
let administrator: Visitor
beforeAll(async () => {
  hub = await openDoorway()
  place = await populate(hub.platform, ['agent', 'supervisor', 'administrator'])
  administrator = await as('administrator')
})
afterAll(() => hub.stop())

const as = async (name: string) => {
  const visitor = hub.visitor()
  expect((await visitor.signIn(`${name}@example.test`, PASSWORD)).status).toBe(200)
  return visitor
}
const read = async (id: string) => (await administrator.get(`/api/users/${id}`)).body
const add = async (name: string, roles: string[], where: object = {}) => {
  const passwordHash = await hashPassword(PASSWORD, cheapCost)
  return inTransaction(hub.db, (trx) =>
    createUser(trx, { email: `${name}@example.test`, name, passwordHash, language: 'ru', roles, ...where }),
  )
}
const form = (over: object = {}) => ({
  email: 'new@example.test',
  name: 'Новая Сотрудница',
  language: 'ru',
  departmentId: place.departmentId,
  marketId: place.marketId,
  roles: ['agent'],
  ...over,
})

describe('an invited user', () => {
  test('chooses a password by the link, once, and works', async () => {
    const { body, status } = await administrator.post('/api/users', form({ email: ' New@Example.test ' }))
    expect(status).toBe(200)
    expect(body.user).toMatchObject({ email: 'new@example.test', invited: true, roles: ['agent'] })
    const code = body.invitation.path.split('#')[1]
    const [letter] = await hub.db('outbox').where('kind', 'mail')
    expect(letter.payload).toMatchObject({ to: 'new@example.test', secret: true })
    expect(letter.payload.text).toContain(`https://hub.example.test${body.invitation.path}`)
    const visitor = hub.visitor()
    expect((await visitor.post('/api/password/reset', { code, password: PASSWORD })).status).toBe(200)
    expect((await visitor.signIn('new@example.test', PASSWORD)).status).toBe(200)
    expect((await administrator.post(`/api/users/${body.user.id}/invitation`, {})).error?.code).toBe(
      'not_invited',
    )
  })

  test('is refused with a taken e-mail, an unknown role, a bad address; nothing is half-written', async () => {
    const before = (await hub.db('users')).length
    expect((await administrator.post('/api/users', form({ email: 'AGENT@example.test' }))).error?.code).toBe(
      'exists',
    )
    expect(
      (await administrator.post('/api/users', form({ email: 'b@example.test', roles: ['king'] }))).error
        ?.fields,
    ).toEqual({
      roles: 'unknown_role',
    })
    expect(
      (await administrator.post('/api/users', form({ email: 'nonsense', name: ' ' }))).error?.fields,
    ).toEqual({
      email: 'invalid_email',
      name: 'required',
    })
    expect((await hub.db('users')).length).toBe(before)
  })
})

describe('an edit', () => {
  test('is looked back at and taken back, roles with it; by whoever may hand them out', async () => {
    const id = await add('rover', ['agent'])
    const path = `/api/users/${id}`
    const { version } = await read(id)
    await administrator.patch(path, { version, name: 'Rover Two', roles: ['supervisor', 'agent'] })
    const { versions } = (await administrator.get(`${path}/versions`)).body
    expect(versions[0].changes.map(({ field }: { field: string }) => field).sort()).toEqual(['name', 'roles'])
    expect((await (await as('supervisor')).get(`${path}/versions`)).status).toBe(403)
    const wish = { version: version + 1, restores: version }
    expect((await administrator.post(`${path}/restore`, wish)).status).toBe(204)
    expect(await read(id)).toMatchObject({ name: 'rover', roles: ['agent'], version: version + 2 })
    expect((await administrator.post(`${path}/restore`, wish)).error?.code).toBe('changed_meanwhile')
  })

  test('of what has changed since is refused, and says what is there now', async () => {
    const id = await add('edited', ['agent'])
    const { version } = await read(id)
    const [one, other] = await Promise.all([
      administrator.patch(`/api/users/${id}`, { version, name: 'Первая' }),
      administrator.patch(`/api/users/${id}`, { version, name: 'Вторая', language: 'ru' }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    const lost = one.status === 409 ? one : other
    expect(lost.error).toMatchObject({
      code: 'changed_meanwhile',
      facts: { fields: ['name'], current: { version: version + 1 } },
    })
  })

  test('of roles takes effect with the next request, and is in the log and the audit', async () => {
    const id = await add('promoted', ['agent'])
    const visitor = await as('promoted')
    expect((await visitor.get('/api/users')).status).toBe(403)
    const { version } = await read(id)
    await administrator.patch(`/api/users/${id}`, { version, roles: ['supervisor'] })
    expect((await visitor.get('/api/users')).status).toBe(200)
    await administrator.patch(`/api/users/${id}`, { version: version + 1, roles: ['agent'] })
    expect((await visitor.get('/api/users')).status).toBe(403)
    const trace = await hub.db('audit').where({ action: 'user.edit', subject_id: id }).orderBy('id')
    expect(trace.map((row) => row.data.roles)).toEqual([
      { from: ['agent'], to: ['supervisor'] },
      { from: ['supervisor'], to: ['agent'] },
    ])
    const events = await hub.db('events').where({ kind: 'user.changed', subject_id: id })
    expect(events.map((row) => row.data)).toEqual([{ fields: ['roles'] }, { fields: ['roles'] }])
  })

  test('of the e-mail makes links on their way to the old one worthless', async () => {
    const id = await add('moving', ['agent'])
    const { code } = (await administrator.post(`/api/users/${id}/reset-code`, {})).body
    const { version } = await read(id)
    await administrator.patch(`/api/users/${id}`, { version, email: 'moved@example.test' })
    expect((await hub.visitor().post('/api/password/reset', { code, password: PASSWORD })).status).toBe(422)
  })
})

test('a deactivated user is out at once and gets in no more; brought back, signs in again', async () => {
  const id = await add('leaving', ['agent'])
  const visitor = await as('leaving')
  const { version } = await read(id)
  const gone = await administrator.post(`/api/users/${id}/deactivate`, { version })
  expect(gone.body).toMatchObject({ active: false })
  expect((await visitor.get('/api/sessions')).status).toBe(401)
  expect((await hub.visitor().signIn('leaving@example.test', PASSWORD)).status).toBe(401)
  expect(await hub.db('events').where({ kind: 'user.deactivated', subject_id: id })).toHaveLength(1)
  await administrator.post(`/api/users/${id}/reactivate`, { version: gone.body.version })
  await as('leaving')
})

describe('reach', () => {
  test('a manager of one department sees and edits only it, and cannot move anyone out or powers in', async () => {
    const [other] = await hub
      .db('departments')
      .insert({ code: 'other', name_ru: 'Другой', name_en: 'Other' })
      .returning('id')
    const [below] = await hub
      .db('departments')
      .insert({ code: 'below', name_ru: 'Ниже', name_en: 'Below', parent_id: place.departmentId })
      .returning('id')
    await administrator.post('/api/roles', {
      code: 'team-lead',
      nameRu: 'Старший',
      nameEn: 'Team lead',
      grants: { 'user.read': 'department', 'user.manage': 'department' },
    })
    await add('lead', ['team-lead'], { departmentId: place.departmentId })
    const inside = await add('inside', ['agent'], { departmentId: below.id })
    const outside = await add('outside', ['agent'], { departmentId: other.id })
    const chief = await add('chief', ['administrator'], { departmentId: place.departmentId })
    const lead = await as('lead')
    const ids = (await lead.get('/api/users')).body.users.map((user: { id: string }) => user.id)
    expect(ids).toContain(inside)
    expect(ids).not.toContain(outside)
    const edit = (id: string, over: object) => lead.patch(`/api/users/${id}`, { version: 1, ...over })
    expect((await edit(outside, { name: 'x' })).status).toBe(404)
    expect((await lead.get(`/api/users/${outside}`)).status).toBe(404)
    expect((await edit(inside, { departmentId: other.id })).error?.fields).toEqual({
      departmentId: 'beyond_own_department',
    })
    expect((await edit(inside, { roles: ['administrator'] })).error?.code).toBe('beyond_own_rights')
    expect((await edit(chief, { name: 'x' })).error?.code).toBe('beyond_own_rights')
    expect((await lead.post(`/api/users/${chief}/reset-code`, {})).error?.code).toBe('beyond_own_rights')
    expect((await edit(inside, { name: 'Внутри' })).status).toBe(200)
    const chiefNow = await read(chief)
    await administrator.post(`/api/users/${chief}/deactivate`, { version: chiefNow.version })
  })
})

describe('the last administrator', () => {
  test('cannot deactivate themselves, drop the role, or empty it', async () => {
    const self = await read(place.users.administrator!)
    const gone = await administrator.post(`/api/users/${self.id}/deactivate`, { version: self.version })
    expect(gone.error?.code).toBe('last_administrator')
    const demoted = await administrator.patch(`/api/users/${self.id}`, {
      version: self.version,
      roles: ['agent'],
    })
    expect(demoted.error).toMatchObject({
      code: 'last_administrator',
      facts: { permissions: expect.arrayContaining(['user.manage', 'role.manage']) },
    })
    const { roles } = (await administrator.get('/api/roles')).body
    const role = roles.find((one: { code: string }) => one.code === 'administrator')
    const { 'role.manage': _dropped, ...grants } = role.grants
    const edited = await administrator.put(`/api/roles/${role.id}`, { ...pick(role), grants })
    expect(edited.error).toMatchObject({
      code: 'last_administrator',
      facts: { permissions: ['role.manage'] },
    })
    expect((await administrator.get('/api/roles')).body.roles).toEqual(roles)
    expect((await administrator.get('/api/session')).body.user.id).toBe(self.id)
  })

  test('of two who remove each other at the same moment one stays', async () => {
    for (let round = 0; round < 4; round += 1) {
      const other = await add(`rival-${round}`, ['administrator'])
      const rival = await as(`rival-${round}`)
      const [mine, theirs] = [await read(place.users.administrator!), await read(other)]
      const results = await Promise.all([
        administrator.post(`/api/users/${theirs.id}/deactivate`, { version: theirs.version }),
        rival.post(`/api/users/${mine.id}/deactivate`, { version: mine.version }),
      ])
      const codes = results.map((answer) => answer.error?.code ?? 'ok').sort()
      expect(['last_administrator,ok', 'ok,signed_out']).toContain(codes.join(','))
      const active = await hub.db('users').where('active', true).whereIn('id', [mine.id, theirs.id])
      expect(active).toHaveLength(1)
      await hub.db('users').where('id', mine.id).update({ active: true })
      await hub.db('users').where('id', theirs.id).update({ active: false })
      administrator = await as('administrator')
    }
  })
})

describe('roles', () => {
  test('are made, edited with effect on holders, refused when in use, and removed', async () => {
    const made = await administrator.post('/api/roles', {
      code: 'auditor',
      nameRu: 'Аудитор',
      nameEn: 'Auditor',
      grants: { 'user.read': 'all' },
    })
    await add('auditor', ['auditor'])
    const visitor = await as('auditor')
    expect((await visitor.get('/api/audit')).status).toBe(403)
    const grants = { 'audit.read': 'all' }
    const edit = await administrator.put(`/api/roles/${made.body.id}`, { ...pick(made.body), grants })
    expect(edit.body).toMatchObject({ version: 2, grants, holders: 1 })
    expect((await visitor.get('/api/audit')).status).toBe(200)
    expect((await visitor.get('/api/users')).status).toBe(403)
    const stale = await administrator.put(`/api/roles/${made.body.id}`, { ...pick(made.body), grants: {} })
    expect(stale.error).toMatchObject({ code: 'changed_meanwhile', facts: { fields: ['grants'] } })
    const remove = () => administrator.delete(`/api/roles/${made.body.id}?version=2`)
    expect((await remove()).error?.code).toBe('role_in_use')
    await hub.db('user_roles').where('role_id', made.body.id).delete()
    expect((await remove()).status).toBe(204)
  })

  test('take known permissions and scopes only', async () => {
    const form = (grants: object) => ({ code: 'odd', nameRu: 'х', nameEn: 'x', grants })
    expect((await administrator.post('/api/roles', form({ 'world.rule': 'all' }))).status).toBe(422)
    expect((await administrator.post('/api/roles', form({ 'user.read': 'galaxy' }))).status).toBe(422)
    // The floor is one, and one's own work is nobody else's: a narrower or wider grant would promise what is not kept.
    for (const grants of [{ 'queue.watch': 'market' }, { 'agent.self': 'all' }]) {
      const fields = { [`grants.${Object.keys(grants)[0]}`]: 'scope_impossible' }
      expect((await administrator.post('/api/roles', form(grants))).error).toMatchObject({ fields })
    }
    expect((await administrator.post('/api/roles', { ...form({}), code: 'Bad Code' })).error?.fields).toEqual(
      {
        code: 'invalid_code',
      },
    )
  })
})

test('the audit is read page by page without gaps or repeats, while it grows', async () => {
  const at = hub.platform.clock.now()
  await hub.db('audit').insert(
    Array.from({ length: 250 }, (_, index) => ({
      at: new Date(at - Math.floor(index / 7) * 1_000),
      action: 'paged',
      outcome: 'ok',
      data: JSON.stringify({ index }),
    })),
  )
  const seen: string[] = []
  let next: string | null = null
  do {
    const { body } = await administrator.get(`/api/audit?action=paged${next ? `&after=${next}` : ''}`)
    seen.push(...body.entries.map((entry: { id: string }) => entry.id))
    await hub.db('audit').insert({ at: new Date(at + 1_000), action: 'paged', outcome: 'ok' })
    next = body.next
  } while (next)
  expect(seen).toHaveLength(250)
  expect(new Set(seen).size).toBe(250)
})

const pick = (role: { version: number; nameRu: string; nameEn: string }) => ({
  version: role.version,
  nameRu: role.nameRu,
  nameEn: role.nameEn,
})
