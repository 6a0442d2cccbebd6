/** API tokens from the outside: shown once, never wider than their owner, ended at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

const DAY_MS = 86_400_000
let hub: Doorway
let place: Awaited<ReturnType<typeof populate>>
let boss: Visitor
beforeAll(async () => {
  hub = await openDoorway()
  place = await populate(hub.platform, ['agent', 'supervisor', 'administrator'])
})
afterAll(() => hub.stop())
beforeEach(async () => {
  for (const table of ['attempts', 'api_tokens', 'audit']) await hub.db(table).delete()
  boss = await signedIn('administrator')
})

const signedIn = async (role: string): Promise<Visitor> => {
  const visitor = hub.visitor()
  expect((await visitor.signIn(`${role}@example.test`, PASSWORD)).status).toBe(200)
  return visitor
}
/** A program: no cookies, no CSRF token, only the header. */
const bearing = (token: string): Visitor => {
  const program = hub.visitor('198.51.100.20')
  program.headers.authorization = `Bearer ${token}`
  program.headers.origin = null
  return program
}
const form = { name: 'reports', expiresInDays: 30, grants: { 'user.read': 'all' } }
const makeOwn = async (grants: object = form.grants) => {
  const { status, body } = await boss.post('/api/tokens', { ...form, grants })
  expect(status).toBe(200)
  return body as { token: string; view: { id: string; mark: string } }
}

test('is shown once: neither the table nor any list, event or audit has it', async () => {
  const { token, view } = await makeOwn()
  expect(token).toMatch(/^pvz_[\w-]{43}$/)
  expect(token.startsWith(view.mark)).toBe(true)
  const tables = await Promise.all(
    ['api_tokens', 'events', 'audit'].map((table) => hub.db(table).select('*')),
  )
  const { body } = await boss.get('/api/tokens')
  expect(body.tokens).toMatchObject([{ name: 'reports', lastUsedAt: null, revokedAt: null }])
  expect(JSON.stringify([tables, body])).not.toContain(token)
})

test('reads and writes without a cookie or a CSRF token; its use is seen, at most once a minute', async () => {
  const { token } = await makeOwn({ 'user.read': 'all', 'role.manage': 'all' })
  const program = bearing(token)
  expect((await program.get('/api/users')).status).toBe(200)
  const role = { code: 'by-program', nameRu: 'Роль', nameEn: 'Role', grants: {} }
  expect((await program.post('/api/roles', role)).status).toBe(200)
  expect(program.cookies.size).toBe(0)
  const used = async () => (await boss.get('/api/tokens')).body.tokens[0]
  const first = await used()
  expect(first).toMatchObject({ lastUsedAt: hub.platform.clock.now(), lastAddress: '198.51.100.20' })
  hub.platform.advance(30_000)
  await program.get('/api/users')
  expect((await used()).lastUsedAt).toBe(first.lastUsedAt)
  hub.platform.advance(30_000)
  await program.get('/api/users')
  expect((await used()).lastUsedAt).toBe(first.lastUsedAt + 60_000)
})

test('may what was chosen and nothing else; a refusal is in the audit', async () => {
  const { token } = await makeOwn()
  const denied = await bearing(token).post('/api/roles', {})
  expect(denied).toMatchObject({
    status: 403,
    error: { code: 'denied', facts: { permission: 'role.manage' } },
  })
})

test('does nothing about sessions, passwords, second factors or tokens', async () => {
  const { token } = await makeOwn({ 'user.manage': 'all', 'token.make': 'own' })
  const program = bearing(token)
  const asked = [
    program.get('/api/tokens'),
    program.post('/api/tokens', form),
    program.get('/api/sessions'),
    program.delete('/api/session'),
    program.post('/api/password/change', { current: PASSWORD, next: 'another long secret' }),
    program.post('/api/second-factor/offer', { password: PASSWORD }),
    program.post(`/api/users/${place.users.agent}/tokens`, form),
  ]
  for (const answer of await Promise.all(asked)) expect(answer.error?.code).toBe('session_only')
  expect((await program.get('/api/session')).body.user).toBeNull()
})

test('beside a cookie the token counts, and a wrong one is not rescued by the cookie', async () => {
  const { token } = await makeOwn()
  boss.headers.authorization = `bearer ${token}`
  expect((await boss.get('/api/audit')).status).toBe(403)
  boss.headers.authorization = 'Bearer pvz_nonsense'
  expect((await boss.get('/api/users')).error?.code).toBe('bad_token')
})

describe('is refused', () => {
  test('once revoked, once; by its owner alone', async () => {
    const { token, view } = await makeOwn()
    const other = await signedIn('supervisor')
    await hub.db('role_grants').insert(
      (await hub.db('roles').where('code', 'supervisor').select('id')).map(({ id }) => ({
        role_id: id,
        permission: 'token.make',
        scope: 'own',
      })),
    )
    await hub.db('roles').increment('version', 1)
    expect((await other.delete(`/api/tokens/${view.id}`)).status).toBe(404)
    const both = await Promise.all([1, 2].map(() => boss.delete(`/api/tokens/${view.id}`)))
    expect(both.map(({ status }) => status).sort()).toEqual([204, 404])
    expect((await bearing(token).get('/api/users')).error?.code).toBe('bad_token')
    expect(await hub.db('audit').where('action', 'token.revoke')).toHaveLength(1)
  })

  test('when its time is over', async () => {
    const { token } = await makeOwn()
    hub.platform.advance(30 * DAY_MS - 1)
    expect((await bearing(token).get('/api/users')).status).toBe(200)
    hub.platform.advance(1)
    expect((await bearing(token).get('/api/users')).status).toBe(401)
    boss = await signedIn('administrator')
  })

  test('when its owner is deactivated, or may make tokens no longer', async () => {
    const owner = hub.db('users').where('id', place.users.administrator)
    const { token } = await makeOwn()
    await owner.clone().update({ active: false })
    expect((await bearing(token).get('/api/users')).status).toBe(401)
    await owner.clone().update({ active: true })
    expect((await bearing(token).get('/api/users')).status).toBe(200)
    const grant = { permission: 'token.make', scope: 'own' }
    const [role] = await hub.db('roles').where('code', 'administrator').select('id')
    await hub
      .db('role_grants')
      .where({ ...grant, role_id: role.id })
      .delete()
    await owner.clone().increment('version', 1)
    expect((await bearing(token).get('/api/users')).status).toBe(401)
    await hub.db('role_grants').insert({ ...grant, role_id: role.id })
    await owner.clone().increment('version', 1)
  })
})

test('narrows with its owner at once, and widens no further than it was made', async () => {
  const service = (
    await boss.post('/api/service-users', {
      name: 'Exchange',
      departmentId: place.departmentId,
      marketId: place.marketId,
      roles: ['supervisor'],
    })
  ).body
  const { body } = await boss.post(`/api/users/${service.id}/tokens`, {
    ...form,
    grants: { 'user.read': 'all' },
  })
  const program = bearing(body.token)
  const seen = async () => (await program.get('/api/users')).body?.users?.length ?? 0
  const all = await seen()
  expect(all).toBeGreaterThan(3)
  const scope = async (wanted: string | null) => {
    const [role] = await hub.db('roles').where('code', 'supervisor').select('id')
    const row = hub.db('role_grants').where({ role_id: role.id, permission: 'user.read' })
    if (wanted === null) await row.delete()
    else await row.update({ scope: wanted })
    await hub.db('roles').increment('version', 1)
  }
  await scope('own')
  expect(await seen()).toBe(1)
  await scope(null)
  expect((await program.get('/api/users')).status).toBe(403)
})

describe('making one', () => {
  test('with what one does not hold is refused by its name', async () => {
    const answer = await boss.post('/api/tokens', { ...form, grants: { 'agent.self': 'own' } })
    expect(answer).toMatchObject({
      status: 422,
      error: { fields: { 'grants.agent.self': 'beyond_own_rights' } },
    })
    const none = await boss.post('/api/tokens', { ...form, grants: {} })
    expect(none.error?.fields).toEqual({ grants: 'required' })
    const long = await boss.post('/api/tokens', { ...form, expiresInDays: 366 })
    expect(long.error?.fields).toEqual({ expiresInDays: 'too_big:365' })
  })

  test('twenty live ones are enough, also when asked for side by side', async () => {
    for (let index = 0; index < 18; index += 1) await makeOwn()
    const answers = await Promise.all([1, 2, 3, 4].map(() => boss.post('/api/tokens', form)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409])
    const [{ id }] = (await boss.get('/api/tokens')).body.tokens
    await boss.delete(`/api/tokens/${id}`)
    expect((await boss.post('/api/tokens', form)).status).toBe(200)
  })

  test('for a person other than oneself is refused', async () => {
    const path = `/api/users/${place.users.agent}/tokens`
    expect((await boss.post(path, form)).error?.code).toBe('not_service_user')
  })
})

test('a service user comes into no department that is closed', async () => {
  const department = hub.db('departments').where('id', place.departmentId)
  await department.clone().update({ closed_at: new Date() })
  const { departmentId, marketId } = place
  const answer = await boss.post('/api/service-users', {
    name: 'Late',
    departmentId,
    marketId,
    roles: ['agent'],
  })
  await department.clone().update({ closed_at: null })
  expect(answer.error?.fields).toEqual({ departmentId: 'closed_department' })
})

test('a service user has no way in but its tokens', async () => {
  const { body } = await boss.post('/api/service-users', {
    name: 'Import',
    departmentId: null,
    marketId: null,
    roles: ['agent'],
  })
  expect(body).toMatchObject({ service: true, invited: false, active: true })
  expect((await boss.post(`/api/users/${body.id}/reset-code`)).error?.code).toBe('service_user')
  expect((await boss.post(`/api/users/${body.id}/invitation`)).error?.code).toBe('not_invited')
  const { colleagues } = (await boss.get('/api/colleagues')).body
  expect(colleagues.map(({ id }: { id: string }) => id)).not.toContain(body.id)
  await expect(hub.db('users').where('id', body.id).update({ password_hash: 'x' })).rejects.toThrow(
    /users_service_no_password/,
  )
})
