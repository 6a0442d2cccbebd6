/** Signing in by an identity provider, with a stand-in that signs: who is let in. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../../tests/harness/doorway.ts'
import { comeBack, openSignOn, person, type SignOn } from '../../../tests/harness/sign-on.ts'

let house: SignOn
beforeAll(async () => {
  house = await openSignOn()
})
afterAll(() => house.stop())
beforeEach(() => house.anew())

describe('who is let in', () => {
  test('a user with the same e-mail, when the provider has verified it; later by the subject alone', async () => {
    const { to, session } = await house.signOn(person('agent', { groups: ['floor'] }))
    expect(to).toBe('/desk')
    // Whoever was here before keeps the roles that an administrator gave.
    expect(session.user).toMatchObject({ email: 'agent@example.test', roles: ['agent'] })
    const again = await house.signOn({ sub: 'agent', email: 'changed@elsewhere.test', email_verified: false })
    expect(again.session.user.email).toBe('agent@example.test')
    const actions = (await house.hub.db('audit').orderBy('id')).map(({ action }) => action)
    expect(actions.filter((action) => action === 'single-sign-on.link')).toHaveLength(1)
  })

  test('somebody new with a mapped role is made a user; their roles follow the claims from then on', async () => {
    const { session } = await house.signOn(person('newcomer', { groups: ['desk', 'unknown'] }))
    expect(session.user).toMatchObject({
      name: 'Person newcomer',
      roles: ['agent'],
      departmentId: house.place.departmentId,
    })
    const moved = await house.signOn(person('newcomer', { groups: ['floor'] }))
    expect(moved.session.user.roles).toEqual(['supervisor'])
    const gone = await house.signOn(person('newcomer', { groups: [] }))
    expect(gone.session).toMatchObject({ user: { roles: [] }, grants: {} })
    expect((await house.hub.visitor().signIn('newcomer@example.test', '')).status).toBe(422)
    expect((await house.hub.visitor().signIn('newcomer@example.test', PASSWORD)).status).toBe(401)
  })

  test('a newcomer is spoken to in the language that the provider tells, else the browser’s, else the market’s', async () => {
    const languageOf = async (name: string, more: object, header?: string) => {
      const visitor = house.hub.visitor()
      if (header) visitor.headers['accept-language'] = header
      const { session } = await house.signOn(person(name, { groups: ['desk'], ...more }), visitor)
      return session.user.language
    }
    expect(await languageOf('told', { locale: 'en-GB' }, 'ru')).toBe('en')
    expect(await languageOf('asked', {}, 'en-US,en;q=0.9')).toBe('en')
    expect(await languageOf('neither', {}, '*')).toBe('ru')
  })

  test('nobody new comes into a department that is closed, whether it is set or was set before', async () => {
    const department = house.hub.db('departments').where('id', house.place.departmentId)
    await department.clone().update({ closed_at: new Date() })
    const set = await (await house.boss()).put('/api/single-sign-on', { ...house.form, version: 1 })
    const { to, session } = await house.signOn(person('mover', { groups: ['desk'] }))
    await department.clone().update({ closed_at: null })
    expect(set.error?.fields).toEqual({ departmentId: 'closed_department' })
    expect(to).toBe('/desk')
    expect(session.user).toMatchObject({ departmentId: null, marketId: house.place.marketId })
  })

  test('a role that was removed since it was mapped gives nothing, and nothing is kept for it', async () => {
    await house.hub.db('roles').insert({ code: 'passing', name_ru: 'Временная', name_en: 'Passing' })
    const roleMap = [
      { value: 'floor', role: 'supervisor' },
      { value: 'gone', role: 'passing' },
    ]
    await house.setUp({ version: 1, roleMap })
    await house.hub.db('roles').where('code', 'passing').delete()
    expect((await house.signOn(person('early', { groups: ['gone'] }))).to).toBe('/sign-in?refused=no_role')
    expect((await house.signOn(person('early', { groups: ['floor', 'gone'] }))).session.user.roles).toEqual([
      'supervisor',
    ])
    expect((await house.signOn(person('early', { groups: ['gone'] }))).session.user.roles).toEqual([])
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
    const { to, session } = await house.signOn(claims)
    expect(to).toBe(`/sign-in?refused=${code}`)
    expect(session.user).toBeNull()
  })

  test('a second subject with the e-mail of a linked user, a deactivated one, a service user, a newcomer where none are made', async () => {
    await house.signOn(person('agent'))
    expect((await house.signOn({ ...person('agent'), sub: 'other' })).to).toBe(
      '/sign-in?refused=not_our_user',
    )
    const user = house.hub.db('users').where('id', house.place.users.agent)
    await user.clone().update({ active: false })
    expect((await house.signOn(person('agent'))).to).toBe('/sign-in?refused=not_our_user')
    await user.clone().update({ active: true })
    const program = house.hub.db('users').where('id', house.place.users.supervisor)
    const [kept] = await program.clone().select('password_hash')
    await program.clone().update({ service: true, password_hash: null })
    expect((await house.signOn(person('supervisor'))).session.user).toBeNull()
    await program.clone().update({ service: false, ...kept })
    await house.setUp({ version: 1, makesUsers: false })
    expect((await house.signOn(person('late', { groups: ['desk'] }))).to).toBe(
      '/sign-in?refused=not_our_user',
    )
  })

  test('the provider’s second factor stands for ours', async () => {
    await house.hub.db('roles').where('code', 'supervisor').update({ needs_second_factor: true, version: 50 })
    const { session, visitor } = await house.signOn(person('supervisor'))
    expect(session.secondFactor).toBe('off')
    expect((await visitor.get('/api/users')).status).toBe(200)
    const byPassword = house.hub.visitor()
    await byPassword.signIn('supervisor@example.test', PASSWORD)
    expect((await byPassword.get('/api/users')).error?.code).toBe('second_factor_needed')
    await house.hub
      .db('roles')
      .where('code', 'supervisor')
      .update({ needs_second_factor: false, version: 51 })
  })
})

describe('what a claim cannot do', () => {
  test('take the last administrator away: they keep the role, and the audit says why', async () => {
    const { db } = house.hub
    await house.setUp({ version: 1, roleMap: [{ value: 'chief', role: 'administrator' }] })
    const { session } = await house.signOn(person('chief', { groups: ['chief'] }))
    const { id } = session.user
    // Somebody who can sign in without the provider too.
    const [{ password_hash }] = await db('users').where('id', house.place.users.agent).select('password_hash')
    await db('users').where('id', id).update({ password_hash })
    const first = db('users').where('id', house.place.users.administrator)
    await first.clone().update({ active: false })
    const last = await house.signOn(person('chief', { groups: [] }))
    await first.clone().update({ active: true })
    expect(last.to).toBe('/desk')
    expect(last.session.user.roles).toEqual(['administrator'])
    const [line] = await db('audit').where({ action: 'user.edit', subject_id: id })
    expect(line).toMatchObject({
      outcome: 'denied',
      data: { from: ['administrator'], to: [], reason: 'last_administrator' },
    })
    expect(await db('events').where({ kind: 'user.changed', subject_id: id })).toEqual([])
    expect((await house.signOn(person('chief', { groups: [] }))).session.user.roles).toEqual([])
  })
})

describe('two answers at the same moment', () => {
  /** Both wait before the table when it is opened for writing again: neither has seen what the other writes. */
  const atOnce = async (table: string, claims: Record<string, unknown>) => {
    const { db } = house.hub
    const visitors = [house.hub.visitor(), house.hub.visitor()]
    const urls = [await house.goThere(visitors[0]!, claims), await house.goThere(visitors[1]!, claims)]
    const gate = await db.transaction()
    await gate.raw('lock table ?? in share mode', table)
    const both = Promise.all(visitors.map((visitor, index) => comeBack(visitor, urls[index]!)))
    const waiting = async () =>
      (await db.raw('select pid from pg_locks where relation = ?::regclass and not granted', table)).rows
    await expect.poll(waiting).toHaveLength(2)
    await gate.commit()
    return {
      ways: await both,
      users: await Promise.all(visitors.map(async (one) => (await one.get('/api/session')).body.user?.id)),
    }
  }

  test('of one newcomer make one user, and let both in', async () => {
    const { ways, users } = await atOnce('users', person('twin', { groups: ['desk'] }))
    expect(ways).toEqual(['/desk', '/desk'])
    expect(users).toEqual([expect.any(String), users[0]])
    const made = await house.hub.db('users').where('email', 'twin@example.test')
    expect(made).toHaveLength(1)
  })

  test('of a user of ours link them once, and let both in', async () => {
    const { ways, users } = await atOnce('provider_subjects', person('agent'))
    expect(ways).toEqual(['/desk', '/desk'])
    expect(users).toEqual([house.place.users.agent, house.place.users.agent])
    expect(await house.hub.db('audit').where('action', 'single-sign-on.link')).toHaveLength(1)
  })
})
