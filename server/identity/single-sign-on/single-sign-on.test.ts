/** Signing in by an identity provider, with a stand-in that signs: who is let in, and what is not believed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import {
  CLIENT,
  type IdentityProvider,
  openIdentityProvider,
} from '../../../tests/harness/identity-provider.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { VISIT_MS } from './begin-sign-on.ts'

let hub: Doorway
let idp: IdentityProvider
let place: Awaited<ReturnType<typeof populate>>
let form: Record<string, unknown>
beforeAll(async () => {
  idp = await openIdentityProvider()
  hub = await openDoorway()
  place = await populate(hub.platform, ['agent', 'supervisor', 'administrator'])
  form = {
    ...CLIENT,
    version: 0,
    active: true,
    name: 'Stand-in',
    issuer: idp.issuer,
    rolesClaim: 'groups',
    roleMap: [
      { value: 'desk', role: 'agent' },
      { value: 'floor', role: 'supervisor' },
    ],
    makesUsers: true,
    departmentId: place.departmentId,
    marketId: place.marketId,
  }
})
afterAll(async () => {
  await hub.stop()
  await idp.stop()
})
beforeEach(async () => {
  for (const table of ['provider_subjects', 'provider_visits', 'sign_in_provider', 'attempts', 'audit'])
    await hub.db(table).delete()
  idp.state.fault = null
  await setUp()
})

const boss = async (): Promise<Visitor> => {
  const visitor = hub.visitor()
  await visitor.signIn('administrator@example.test', PASSWORD)
  return visitor
}
const setUp = async (over: object = {}) => {
  const answer = await (await boss()).put('/api/single-sign-on', { ...form, ...over })
  expect(answer.status).toBe(200)
  return answer.body
}
/** To the provider as this person, and back: the path that the hub sends the browser on to. */
const goThere = async (visitor: Visitor, claims: Record<string, unknown>, next = '/desk'): Promise<URL> => {
  idp.state.claims = claims
  const begin = await visitor.hop(`/api/single-sign-on/begin?next=${encodeURIComponent(next)}`)
  return idp.follow(begin)
}
const comeBack = (visitor: Visitor, url: URL) => visitor.hop(url.pathname + url.search)
const signOn = async (claims: Record<string, unknown>, visitor = hub.visitor()) => {
  const to = await comeBack(visitor, await goThere(visitor, claims))
  return { visitor, to, session: (await visitor.get('/api/session')).body }
}
const person = (sub: string, more: object = {}) => ({
  sub,
  email: `${sub}@example.test`,
  email_verified: true,
  name: `Person ${sub}`,
  ...more,
})

describe('who is let in', () => {
  test('a user with the same e-mail, when the provider has verified it; later by the subject alone', async () => {
    const { to, session } = await signOn(person('agent', { groups: ['floor'] }))
    expect(to).toBe('/desk')
    // Whoever was here before keeps the roles that an administrator gave.
    expect(session.user).toMatchObject({ email: 'agent@example.test', roles: ['agent'] })
    const again = await signOn({ sub: 'agent', email: 'changed@elsewhere.test', email_verified: false })
    expect(again.session.user.email).toBe('agent@example.test')
    const actions = (await hub.db('audit').orderBy('id')).map(({ action }) => action)
    expect(actions.filter((action) => action === 'single-sign-on.link')).toHaveLength(1)
  })

  test('somebody new with a mapped role is made a user; their roles follow the claims from then on', async () => {
    const { session } = await signOn(person('newcomer', { groups: ['desk', 'unknown'] }))
    expect(session.user).toMatchObject({
      name: 'Person newcomer',
      roles: ['agent'],
      departmentId: place.departmentId,
    })
    const moved = await signOn(person('newcomer', { groups: ['floor'] }))
    expect(moved.session.user.roles).toEqual(['supervisor'])
    const gone = await signOn(person('newcomer', { groups: [] }))
    expect(gone.session).toMatchObject({ user: { roles: [] }, grants: {} })
    expect((await hub.visitor().signIn('newcomer@example.test', '')).status).toBe(422)
    expect((await hub.visitor().signIn('newcomer@example.test', PASSWORD)).status).toBe(401)
  })

  test('a role that was removed since it was mapped gives nothing, and nothing is kept for it', async () => {
    await hub.db('roles').insert({ code: 'passing', name_ru: 'Временная', name_en: 'Passing' })
    const roleMap = [
      { value: 'floor', role: 'supervisor' },
      { value: 'gone', role: 'passing' },
    ]
    await setUp({ version: 1, roleMap })
    await hub.db('roles').where('code', 'passing').delete()
    expect((await signOn(person('early', { groups: ['gone'] }))).to).toBe('/sign-in?refused=no_role')
    expect((await signOn(person('early', { groups: ['floor', 'gone'] }))).session.user.roles).toEqual([
      'supervisor',
    ])
    expect((await signOn(person('early', { groups: ['gone'] }))).session.user.roles).toEqual([])
  })

  test.each([
    ['an unverified e-mail', person('agent', { email_verified: false }), 'email_unverified'],
    [
      'an e-mail said to be verified by a text',
      person('agent', { email_verified: 'true' }),
      'email_unverified',
    ],
    ['no e-mail', { sub: 'agent' }, 'email_unverified'],
    ['nobody of ours without a role', person('stranger', { groups: ['unknown'] }), 'no_role'],
  ])('%s is refused', async (_, claims, code) => {
    const { to, session } = await signOn(claims)
    expect(to).toBe(`/sign-in?refused=${code}`)
    expect(session.user).toBeNull()
  })

  test('a second subject with the e-mail of a linked user, a deactivated one, a service user, a newcomer where none are made', async () => {
    await signOn(person('agent'))
    expect((await signOn({ ...person('agent'), sub: 'other' })).to).toBe('/sign-in?refused=not_our_user')
    const user = hub.db('users').where('id', place.users.agent)
    await user.clone().update({ active: false })
    expect((await signOn(person('agent'))).to).toBe('/sign-in?refused=not_our_user')
    await user.clone().update({ active: true })
    const program = hub.db('users').where('id', place.users.supervisor)
    const [kept] = await program.clone().select('password_hash')
    await program.clone().update({ service: true, password_hash: null })
    expect((await signOn(person('supervisor'))).session.user).toBeNull()
    await program.clone().update({ service: false, ...kept })
    await setUp({ version: 1, makesUsers: false })
    expect((await signOn(person('late', { groups: ['desk'] }))).to).toBe('/sign-in?refused=not_our_user')
  })

  test('the provider’s second factor stands for ours', async () => {
    await hub.db('roles').where('code', 'supervisor').update({ needs_second_factor: true, version: 50 })
    const { session, visitor } = await signOn(person('supervisor'))
    expect(session.secondFactor).toBe('off')
    expect((await visitor.get('/api/users')).status).toBe(200)
    const byPassword = hub.visitor()
    await byPassword.signIn('supervisor@example.test', PASSWORD)
    expect((await byPassword.get('/api/users')).error?.code).toBe('second_factor_needed')
    await hub.db('roles').where('code', 'supervisor').update({ needs_second_factor: false, version: 51 })
  })
})

describe('what is not believed', () => {
  test.each(['foreign-key', 'other-nonce', 'other-audience', 'other-issuer', 'expired', 'refuse'] as const)(
    'an answer with %s',
    async (fault) => {
      idp.state.fault = fault
      const { to, session } = await signOn(person('agent'))
      expect(to).toBe('/sign-in?refused=provider_refused')
      expect(session.user).toBeNull()
    },
  )

  test('an answer that was used, or comes twice at once', async () => {
    const visitor = hub.visitor()
    const url = await goThere(visitor, person('agent'))
    const cookies = visitor.cookieHeader()
    const twin = hub.visitor()
    twin.headers.cookie = cookies
    const both = await Promise.all([comeBack(visitor, url), comeBack(twin, url)])
    expect(both.sort()).toEqual(['/desk', '/sign-in?refused=provider_refused'])
    twin.headers.cookie = cookies
    expect(await comeBack(twin, url)).toBe('/sign-in?refused=provider_refused')
  })

  test('an answer brought to another browser, or a state of one’s own', async () => {
    const url = await goThere(hub.visitor(), person('agent'))
    const victim = hub.visitor()
    expect(await comeBack(victim, url)).toBe('/sign-in?refused=provider_refused')
    await goThere(victim, person('agent'))
    url.searchParams.set('state', 'of-my-own')
    expect(await comeBack(victim, url)).toBe('/sign-in?refused=provider_refused')
  })

  test('an answer that comes too late, or after the provider was changed', async () => {
    const visitor = hub.visitor()
    const late = await goThere(visitor, person('agent'))
    hub.platform.advance(VISIT_MS)
    expect(await comeBack(visitor, late)).toBe('/sign-in?refused=provider_refused')
    const stale = await goThere(visitor, person('agent'))
    const other = await openIdentityProvider()
    await setUp({ version: 1, issuer: other.issuer })
    expect(await comeBack(visitor, stale)).toBe('/sign-in?refused=provider_refused')
    await other.stop()
  })

  test('a way on to another house', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const visitor = hub.visitor()
      expect(await comeBack(visitor, await goThere(visitor, person('agent'), next))).toBe('/')
    }
  })
})

describe('setting it up', () => {
  test('keeps the secret sealed and shows it nowhere; left out it stays', async () => {
    const version = 1
    const { clientSecret: _, ...rest } = form
    const admin = await boss()
    const kept = await admin.put('/api/single-sign-on', { ...rest, version, name: 'Renamed' })
    expect(kept.body).toMatchObject({ name: 'Renamed', version: 2 })
    expect((await signOn(person('agent'))).to).toBe('/desk')
    const seen = await admin.get('/api/single-sign-on')
    expect(seen.body.callbackUrl).toBe('https://hub.example.test/api/single-sign-on/return')
    const tables = await Promise.all(
      ['sign_in_provider', 'events', 'audit'].map((table) => hub.db(table).select('*')),
    )
    expect(JSON.stringify([tables, seen.body])).not.toContain(CLIENT.clientSecret)
    expect((await hub.visitor().get('/api/single-sign-on/button')).body).toEqual({
      provider: { name: 'Renamed' },
    })
  })

  test('refuses an issuer that does not answer or is not safe, an unknown role, and what is stale', async () => {
    const admin = await boss()
    const put = async (over: object) =>
      (await admin.put('/api/single-sign-on', { ...form, version: 1, ...over })).error
    const dead = await openIdentityProvider()
    await dead.stop()
    expect((await put({ issuer: dead.issuer }))?.fields).toEqual({ issuer: 'issuer_unreachable' })
    expect((await put({ issuer: 'http://idp.example' }))?.fields).toEqual({ issuer: 'issuer_insecure' })
    const unknown = [{ value: 'x', role: 'no-such' }]
    expect((await put({ roleMap: unknown }))?.fields).toEqual({ roleMap: 'unknown_role' })
    expect((await put({ version: 7 }))?.code).toBe('changed_meanwhile')
    expect((await put({ version: 0 }))?.code).toBe('changed_meanwhile')
  })

  test('switched off, nobody comes in by it and no button is shown', async () => {
    await setUp({ version: 1, active: false })
    const visitor = hub.visitor()
    expect(await visitor.hop('/api/single-sign-on/begin')).toBe('/sign-in?refused=provider_unreachable')
    expect((await visitor.get('/api/single-sign-on/button')).body).toEqual({ provider: null })
  })
})
