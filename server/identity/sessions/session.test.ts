/** Sessions from the outside: cookies, CSRF, expiry by the clock, ends that are felt at once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#server/platform/database.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import { endExpiredSessions } from './end-sessions.ts'
import { ABSOLUTE_MS, IDLE_MS } from './session.store.ts'

let hub: Doorway
beforeAll(async () => {
  hub = await openDoorway()
  await populate(hub.platform, ['agent', 'supervisor', 'administrator'])
})
afterAll(() => hub.stop())

const signedIn = async (role: string) => {
  const visitor = hub.visitor()
  const answer = await visitor.signIn(`${role}@example.test`, PASSWORD)
  expect(answer.status).toBe(200)
  return { visitor, answer }
}

test('the cookie cannot be read by scripts, is for all paths, and is Secure only where the browser came by https', async () => {
  const { answer } = await signedIn('agent')
  const cookie = answer.cookies.find((line) => !line.startsWith('perezvon_device'))!
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toMatch(/Path=\//)
  expect(cookie).not.toMatch(/Secure/)

  const secure = hub.visitor()
  secure.headers['x-forwarded-proto'] = 'https'
  const overTls = await secure.signIn('agent@example.test', PASSWORD)
  expect(overTls.cookies).toHaveLength(2)
  for (const line of overTls.cookies) expect(line).toMatch(/Secure/)
})

test('a stolen table opens no session: the token is not in it', async () => {
  const { visitor } = await signedIn('agent')
  const rows = await hub.db('sessions').select('*')
  const tokens = [...visitor.cookies.values()]
  expect(tokens).toHaveLength(2)
  for (const token of tokens) expect(JSON.stringify(rows)).not.toContain(token)
})

test('the session tells who one is, what one may, and asks for nothing when nobody is there', async () => {
  const { visitor } = await signedIn('supervisor')
  const { body } = await visitor.get('/api/session')
  expect(body.user).toMatchObject({ email: 'supervisor@example.test', roles: ['supervisor'] })
  expect(body.grants).toMatchObject({ 'queue.watch': 'all', 'agent.self': 'own' })
  expect(body.grants).not.toHaveProperty('user.manage')
  expect(body.csrfToken).toHaveLength(43)

  const nobody = await hub.visitor().get('/api/session')
  expect(nobody.status).toBe(200)
  expect(nobody.body).toMatchObject({ user: null, grants: {}, csrfToken: null, demo: null })
})

describe('a write', () => {
  test('without the session’s own token is refused', async () => {
    const { visitor } = await signedIn('agent')
    const own = visitor.csrf
    visitor.csrf = null
    expect((await visitor.put('/api/session/language', { language: 'en' })).error?.code).toBe('bad_csrf')
    visitor.csrf = (await signedIn('supervisor')).visitor.csrf
    expect((await visitor.put('/api/session/language', { language: 'en' })).status).toBe(403)
    visitor.csrf = own
    expect((await visitor.put('/api/session/language', { language: 'en' })).status).toBe(204)
  })

  test('from a foreign page is refused, with a session and without', async () => {
    const { visitor } = await signedIn('agent')
    visitor.headers.origin = 'https://evil.example'
    expect((await visitor.put('/api/session/language', { language: 'ru' })).error?.code).toBe('bad_origin')
    const stranger = hub.visitor()
    stranger.headers.origin = 'null'
    expect((await stranger.signIn('agent@example.test', PASSWORD)).error?.code).toBe('bad_origin')
    stranger.headers.origin = 'https://hub.example.test'
    expect((await stranger.signIn('agent@example.test', PASSWORD)).status).toBe(200)
    stranger.headers.origin = null
    expect((await stranger.signIn('agent@example.test', PASSWORD)).status).toBe(200)
  })

  test('with an unknown field is 422 by its name, with a body over the limit 413, with broken JSON 400', async () => {
    const { visitor } = await signedIn('agent')
    const odd = await visitor.put('/api/session/language', { language: 'ru', colour: 'red' })
    expect(odd.status).toBe(422)
    expect(odd.error?.fields).toEqual({ colour: 'unknown_field' })
    const large = await visitor.put('/api/session/language', { language: 'x'.repeat(200_000) })
    expect(large.status).toBe(413)
    expect((await visitor.put('/api/session/language', '{"language":')).status).toBe(400)
  })
})

describe('a session ends', () => {
  test('when idle for 12 hours; use moves the end, and is written at most once a minute', async () => {
    const { visitor } = await signedIn('agent')
    const id = async () =>
      (await visitor.get('/api/sessions')).body.sessions.find((s: { current: boolean }) => s.current)
    const first = (await id()).lastSeenAt
    hub.platform.advance(30_000)
    expect((await id()).lastSeenAt).toBe(first)
    hub.platform.advance(IDLE_MS - 60_000)
    expect((await visitor.get('/api/sessions')).status).toBe(200)
    hub.platform.advance(IDLE_MS - 60_000)
    expect((await visitor.get('/api/sessions')).status).toBe(200)
    hub.platform.advance(IDLE_MS)
    expect((await visitor.get('/api/sessions')).status).toBe(401)
  })

  test('after seven days, however busy', async () => {
    const { visitor } = await signedIn('agent')
    const hour = 3_600_000
    for (let hours = 11; hours < 168; hours += 11) {
      hub.platform.advance(11 * hour)
      expect((await visitor.get('/api/sessions')).status).toBe(200)
    }
    hub.platform.advance(3 * hour)
    expect((await visitor.get('/api/sessions')).status).toBe(401)
    expect(ABSOLUTE_MS).toBe(168 * hour)
  })

  test('by the sweep, once, with its reason in the log', async () => {
    await signedIn('agent')
    hub.platform.advance(IDLE_MS)
    const sweep = () =>
      inTransaction(hub.db, (trx) => endExpiredSessions(trx, hub.platform.clock.now(), 1_000))
    const [one, other] = await Promise.all([sweep(), sweep()])
    expect(one + other).toBeGreaterThan(0)
    expect(await sweep()).toBe(0)
    const events = await hub.db('events').where('kind', 'session.ended')
    const ended = await hub.db('sessions').whereNotNull('ended_at')
    expect(events).toHaveLength(ended.length)
    expect(await hub.db('sessions').whereNull('ended_at')).toHaveLength(0)
    const reasons = ended.map((row) => row.end_reason)
    expect(reasons).toContain('idle')
    expect(reasons).toContain('expired')
  })

  test('by its user: this one, another one, or all', async () => {
    const [a, b, c] = [await signedIn('agent'), await signedIn('agent'), await signedIn('agent')]
    expect((await a.visitor.delete('/api/session')).status).toBe(204)
    expect((await a.visitor.get('/api/sessions')).status).toBe(401)
    const { sessions } = (await b.visitor.get('/api/sessions')).body
    expect(sessions).toHaveLength(2)
    const other = sessions.find((session: { current: boolean }) => !session.current)
    expect((await b.visitor.delete(`/api/sessions/${other.id}`)).status).toBe(204)
    expect((await c.visitor.get('/api/sessions')).status).toBe(401)
    const d = await signedIn('agent')
    expect((await b.visitor.delete('/api/sessions?except=current')).status).toBe(204)
    expect((await d.visitor.get('/api/sessions')).status).toBe(401)
    expect((await b.visitor.get('/api/sessions')).status).toBe(200)
    const foreign = (await signedIn('supervisor')).visitor
    const own = (await b.visitor.get('/api/sessions')).body.sessions[0]
    expect((await foreign.delete(`/api/sessions/${own.id}`)).status).toBe(404)
  })
})

test('a second sign-in in the same browser leaves no session of the first behind', async () => {
  const { visitor } = await signedIn('agent')
  const before = visitor.cookieHeader()
  await visitor.signIn('supervisor@example.test', PASSWORD)
  const stale = hub.visitor()
  stale.headers.cookie = before
  expect((await stale.get('/api/sessions')).status).toBe(401)
})

test('a demo hub shows its sign-ins on this machine only', async () => {
  const signIns = [
    { role: 'agent', nameRu: 'Оператор', nameEn: 'Agent', email: 'a@example.test', password: 'p' },
  ]
  await hub.db('settings').insert({ key: 'demo.sign-ins', value: JSON.stringify(signIns) })
  const demoOf = async (config: object) => {
    const node = await openDoorway({
      databaseUrl: hub.databaseUrl,
      config: { PUBLIC_URL: undefined, ...config },
    })
    const { body } = await node.visitor().get('/api/session')
    await node.stop()
    return body.demo
  }
  expect(await demoOf({ DEMO: true })).toEqual({ signIns })
  expect(await demoOf({ DEMO: true, HOST: '0.0.0.0' })).toBeNull()
  // A proxy on this machine makes it known to all the world.
  expect(await demoOf({ DEMO: true, PUBLIC_URL: 'https://hub.example' })).toBeNull()
  expect(await demoOf({ DEMO: false })).toBeNull()
  const { visitor } = await signedIn('agent')
  const { settings } = (await visitor.get('/api/organisation')).body
  expect(Object.keys(settings)).toEqual(['organisation.house'])
})
