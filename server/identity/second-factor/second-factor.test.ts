/** Signing in with a second factor, from the outside: a fake clock, codes taken once, two connections at a time. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { resetAdministrator } from '../passwords/reset-administrator.ts'
import { CHALLENGE_MS, CHALLENGE_TRIES } from './challenge.store.ts'
import { codeAt } from './totp.ts'

const STEP_MS = 30_000
let hub: Doorway
let users: Record<string, string>
beforeAll(async () => {
  hub = await openDoorway()
  users = (await populate(hub.platform, ['agent', 'supervisor', 'administrator'])).users
})
afterAll(() => hub.stop())
beforeEach(async () => {
  for (const table of [
    'attempts',
    'sign_in_places',
    'sign_in_challenges',
    'second_factors',
    'audit',
    'outbox',
  ])
    await hub.db(table).delete()
  await hub.db('roles').update({ needs_second_factor: false, version: hub.db.raw('version + 1') })
  hub.platform.advance(10 * STEP_MS)
})

const emailOf = (role: string) => `${role}@example.test`
const codeNow = (secret: string, steps = 0) => codeAt(secret, hub.platform.clock.now() + steps * STEP_MS)

/** Signed in, with the second factor on; the next code is one step on. */
const withFactor = async (role: string) => {
  const visitor = hub.visitor()
  await visitor.signIn(emailOf(role), PASSWORD)
  const { secret } = (await visitor.post('/api/second-factor/offer', { password: PASSWORD })).body
  const answer = await visitor.post('/api/second-factor/confirm', { code: codeNow(secret) })
  expect(answer.status).toBe(200)
  hub.platform.advance(STEP_MS)
  return { visitor, secret: secret as string, recoveryCodes: answer.body.recoveryCodes as string[] }
}
const challengeOf = async (visitor: Visitor, role: string): Promise<string> => {
  const { status, body } = await visitor.signIn(emailOf(role), PASSWORD)
  expect(status).toBe(200)
  return body.challenge
}
const auditOf = (action: string) => hub.db('audit').where({ action }).orderBy('id')

describe('setting up', () => {
  test('takes the password and a code; then other sessions end, and the secret and codes are nowhere to read', async () => {
    const other = hub.visitor()
    await other.signIn(emailOf('agent'), PASSWORD)
    const visitor = hub.visitor()
    await visitor.signIn(emailOf('agent'), PASSWORD)
    const wrong = await visitor.post('/api/second-factor/offer', { password: 'wrong' })
    expect(wrong.error?.fields).toEqual({ password: 'wrong_password' })
    const { secret } = (await visitor.post('/api/second-factor/offer', { password: PASSWORD })).body
    const bad = await visitor.post('/api/second-factor/confirm', { code: '000000' })
    expect(bad.error?.fields).toEqual({ code: 'bad_code' })
    expect((await visitor.get('/api/second-factor')).body.on).toBe(false)
    const { body } = await visitor.post('/api/second-factor/confirm', { code: codeNow(secret) })
    expect(new Set(body.recoveryCodes).size).toBe(10)
    expect((await visitor.get('/api/second-factor')).body).toMatchObject({ on: true, recoveryCodesLeft: 10 })
    expect((await other.get('/api/sessions')).status).toBe(401)
    const tables = ['second_factors', 'recovery_codes', 'events', 'audit', 'outbox']
    const kept = JSON.stringify(await Promise.all(tables.map((table) => hub.db(table).select('*'))))
    for (const text of [secret, ...body.recoveryCodes]) expect(kept).not.toContain(text)
    expect(await auditOf('second-factor.on')).toMatchObject([{ outcome: 'failed' }, { outcome: 'ok' }])
    const again = await visitor.post('/api/second-factor/offer', { password: PASSWORD })
    expect(again.error?.code).toBe('second_factor_on')
  })

  test('a secret offered anew makes the one before worthless; not offered, nothing is confirmed', async () => {
    const visitor = hub.visitor()
    await visitor.signIn(emailOf('agent'), PASSWORD)
    const none = await visitor.post('/api/second-factor/confirm', { code: '000000' })
    expect(none.error?.code).toBe('not_offered')
    const offer = async () =>
      (await visitor.post('/api/second-factor/offer', { password: PASSWORD })).body.secret as string
    const [first, second] = [await offer(), await offer()]
    const old = await visitor.post('/api/second-factor/confirm', { code: codeNow(first) })
    expect(old.error?.fields).toEqual({ code: 'bad_code' })
    expect((await visitor.post('/api/second-factor/confirm', { code: codeNow(second) })).status).toBe(200)
  })

  test('confirmed twice at once it is turned on once', async () => {
    const visitor = hub.visitor()
    await visitor.signIn(emailOf('agent'), PASSWORD)
    const { secret } = (await visitor.post('/api/second-factor/offer', { password: PASSWORD })).body
    const code = codeNow(secret)
    const confirm = () => visitor.post('/api/second-factor/confirm', { code })
    const answers = await Promise.all([confirm(), confirm()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await hub.db('recovery_codes')).toHaveLength(10)
  })
})

describe('signing in', () => {
  test('the password alone opens nothing: no cookie, no session', async () => {
    await withFactor('agent')
    const sessions = async () => (await hub.db('sessions').where('user_id', users.agent)).length
    const before = await sessions()
    const visitor = hub.visitor()
    const answer = await visitor.signIn(emailOf('agent'), PASSWORD)
    expect(Object.keys(answer.body).sort()).toEqual(['challenge', 'expiresAt'])
    expect(answer.cookies).toEqual([])
    expect(await sessions()).toBe(before)
    expect((await visitor.get('/api/sessions')).status).toBe(401)
    expect(JSON.stringify(await hub.db('sign_in_challenges').select('*'))).not.toContain(
      answer.body.challenge,
    )
  })

  test('with the code it does, once: neither the code nor the challenge is taken again', async () => {
    const { secret } = await withFactor('agent')
    const visitor = hub.visitor()
    const challenge = await challengeOf(visitor, 'agent')
    const code = codeNow(secret)
    expect((await visitor.secondStep(challenge, code)).body.user.email).toBe(emailOf('agent'))
    expect((await visitor.get('/api/session')).body).toMatchObject({ secondFactor: 'on' })
    const replay = hub.visitor()
    expect((await replay.secondStep(challenge, code)).error?.code).toBe('challenge_over')
    const fresh = await challengeOf(replay, 'agent')
    expect((await replay.secondStep(fresh, code)).error?.fields).toEqual({ code: 'bad_code' })
    // An older code, never seen but of a step before the taken one, is as worthless.
    const older = codeNow(secret, -1)
    expect((await replay.secondStep(fresh, older)).error?.fields).toEqual({ code: 'bad_code' })
    hub.platform.advance(STEP_MS)
    expect((await replay.secondStep(fresh, codeNow(secret))).status).toBe(200)
  })

  test('one step of clock drift is borne, two are not', async () => {
    const { secret } = await withFactor('agent')
    hub.platform.advance(10 * STEP_MS)
    const visitor = hub.visitor()
    const challenge = await challengeOf(visitor, 'agent')
    expect((await visitor.secondStep(challenge, codeNow(secret, -2))).status).toBe(422)
    expect((await visitor.secondStep(challenge, codeNow(secret, 2))).status).toBe(422)
    expect((await visitor.secondStep(challenge, codeNow(secret, 1))).status).toBe(200)
  })

  test('of two connections with one code one gets in', async () => {
    const { secret } = await withFactor('agent')
    for (let round = 0; round < 5; round += 1) {
      hub.platform.advance(STEP_MS)
      const [a, b] = [hub.visitor(), hub.visitor()]
      const [one, other] = [await challengeOf(a, 'agent'), await challengeOf(b, 'agent')]
      const code = codeNow(secret)
      const answers = await Promise.all([a.secondStep(one, code), b.secondStep(other, code)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    }
  })

  test('of two connections with one challenge and two recovery codes one gets in, and the other’s code is not lost', async () => {
    const { recoveryCodes } = await withFactor('agent')
    const visitor = hub.visitor()
    const challenge = await challengeOf(visitor, 'agent')
    const [first = '', second = ''] = recoveryCodes
    const answers = await Promise.all([
      hub.visitor().secondStep(challenge, first),
      hub.visitor().secondStep(challenge, second),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    expect(await hub.db('recovery_codes').whereNull('used_at')).toHaveLength(9)
  })

  test('a challenge lasts minutes, and ends with a change of password or the account', async () => {
    const { visitor: owner, secret } = await withFactor('agent')
    const late = await challengeOf(hub.visitor(), 'agent')
    hub.platform.advance(CHALLENGE_MS)
    expect((await hub.visitor().secondStep(late, codeNow(secret))).error?.code).toBe('challenge_over')
    const stale = await challengeOf(hub.visitor(), 'agent')
    const NEXT = 'another long secret'
    expect((await owner.post('/api/password/change', { current: PASSWORD, next: NEXT })).status).toBe(204)
    expect((await hub.visitor().secondStep(stale, codeNow(secret))).error?.code).toBe('challenge_over')
    expect((await owner.post('/api/password/change', { current: NEXT, next: PASSWORD })).status).toBe(204)
    const gone = await challengeOf(hub.visitor(), 'agent')
    await hub.db('users').where('id', users.agent).update({ active: false })
    expect((await hub.visitor().secondStep(gone, codeNow(secret))).error?.code).toBe('challenge_over')
    await hub.db('users').where('id', users.agent).update({ active: true })
  })

  test('a recovery code lets in once, in any spelling', async () => {
    const { recoveryCodes } = await withFactor('agent')
    const [code = ''] = recoveryCodes
    const visitor = hub.visitor()
    const typed = code.toLowerCase().replaceAll('-', ' ')
    expect((await visitor.secondStep(await challengeOf(visitor, 'agent'), typed)).status).toBe(200)
    const again = hub.visitor()
    expect((await again.secondStep(await challengeOf(again, 'agent'), code)).status).toBe(422)
    expect((await visitor.get('/api/second-factor')).body.recoveryCodesLeft).toBe(9)
    const traces = await auditOf('sign-in')
    expect(traces.map(({ data }) => data.by ?? data.reason).filter(Boolean)).toEqual([
      'recovery',
      'second-factor',
    ])
  })
})

describe('guessing the code', () => {
  test('side by side, a challenge bears five tries, from wherever they come', async () => {
    const { secret } = await withFactor('agent')
    const challenge = await challengeOf(hub.visitor(), 'agent')
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        hub.visitor(`198.51.100.${index}`).secondStep(challenge, '000000'),
      ),
    )
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(CHALLENGE_TRIES)
    const right = await hub.visitor('198.51.101.1').secondStep(challenge, codeNow(secret))
    expect(right.error?.code).toBe('challenge_over')
  })

  test('by a stranger who knows the password is slowed down, and does not lock the owner out', async () => {
    const { secret } = await withFactor('agent')
    const owner = hub.visitor('203.0.113.5')
    await owner.secondStep(await challengeOf(owner, 'agent'), codeNow(secret))
    let wrong = 0
    let last = 0
    for (let index = 0; index < 30 && last !== 429; index += 1) {
      const thief = hub.visitor(`198.51.100.${index}`)
      const challenge = await challengeOf(thief, 'agent')
      last = (await thief.secondStep(challenge, '000000')).status
      if (last === 422) wrong += 1
    }
    expect({ last, wrong }).toEqual({ last: 429, wrong: 20 })
    hub.platform.advance(STEP_MS)
    const again = await challengeOf(owner, 'agent')
    expect((await owner.secondStep(again, codeNow(secret))).status).toBe(200)
    // Where the owner never was it opens again by itself.
    hub.platform.advance(16 * 60_000)
    const abroad = hub.visitor('203.0.113.200')
    expect((await abroad.secondStep(await challengeOf(abroad, 'agent'), codeNow(secret))).status).toBe(200)
  })

  test('challenges without end are not to be had with the password alone', async () => {
    await withFactor('agent')
    const thief = hub.visitor('198.51.100.77')
    const statuses: number[] = []
    for (let index = 0; index < 7; index += 1)
      statuses.push((await thief.signIn(emailOf('agent'), PASSWORD)).status)
    expect(statuses.slice(5)).toEqual([429, 429])
  })
})

describe('the end of it', () => {
  test('by its user: password and code, each of which must be right', async () => {
    const { visitor, secret, recoveryCodes } = await withFactor('agent')
    const remove = (password: string, code: string) =>
      visitor.post('/api/second-factor/remove', { password, code })
    expect((await remove('wrong', codeNow(secret))).error?.fields).toEqual({ password: 'wrong_password' })
    expect((await remove(PASSWORD, '000000')).error?.fields).toEqual({ code: 'bad_code' })
    const code = codeNow(secret)
    const answers = await Promise.all([remove(PASSWORD, code), remove(PASSWORD, recoveryCodes[0]!)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    expect((await hub.visitor().signIn(emailOf('agent'), PASSWORD)).body.user).not.toBeNull()
    expect(await hub.db('recovery_codes')).toEqual([])
  })

  test('new recovery codes end the old', async () => {
    const { visitor, secret, recoveryCodes } = await withFactor('agent')
    const form = { password: PASSWORD, code: codeNow(secret) }
    const { body } = await visitor.post('/api/second-factor/recovery-codes', form)
    expect(body.recoveryCodes).toHaveLength(10)
    const guest = hub.visitor()
    const challenge = await challengeOf(guest, 'agent')
    expect((await guest.secondStep(challenge, recoveryCodes[0]!)).status).toBe(422)
    expect((await guest.secondStep(challenge, body.recoveryCodes[0])).status).toBe(200)
  })

  test('by an administrator: sessions end, the user is written to, the audit names who', async () => {
    const { visitor } = await withFactor('agent')
    const boss = hub.visitor()
    await boss.signIn(emailOf('administrator'), PASSWORD)
    const supervisor = hub.visitor()
    await supervisor.signIn(emailOf('supervisor'), PASSWORD)
    const path = `/api/users/${users.agent}/second-factor`
    expect((await supervisor.delete(path)).status).toBe(403)
    expect((await boss.get(`/api/users/${users.agent}`)).body.secondFactor).toBe(true)
    await hub.db('outbox').delete()
    expect((await boss.delete(path)).status).toBe(204)
    expect((await boss.delete(path)).error?.code).toBe('second_factor_off')
    expect((await visitor.get('/api/sessions')).status).toBe(401)
    expect(await auditOf('second-factor.reset')).toMatchObject([
      { actor_id: users.administrator, subject_id: users.agent },
    ])
    const letters = await hub.db('outbox').select('payload')
    expect(letters).toMatchObject([
      { payload: { to: emailOf('agent'), subject: 'Перезвон: двухфакторный вход' } },
    ])
    expect((await hub.visitor().signIn(emailOf('agent'), PASSWORD)).body.user.email).toBe(emailOf('agent'))
  })

  test('an administrator’s own goes by password and code only, or from the console', async () => {
    const { visitor } = await withFactor('administrator')
    const own = await visitor.delete(`/api/users/${users.administrator}/second-factor`)
    expect(own.error?.code).toBe('own_second_factor')
    await resetAdministrator(hub.platform, emailOf('administrator'))
    expect(await hub.db('second_factors')).toEqual([])
  })
})

describe('a role that asks for it', () => {
  const needed = async (role: string) => {
    const boss = hub.visitor()
    await boss.signIn(emailOf('administrator'), PASSWORD)
    const { roles } = (await boss.get('/api/roles')).body
    const { id, version, nameRu, nameEn, grants } = roles.find((one: { code: string }) => one.code === role)
    const form = { version, nameRu, nameEn, grants, needsSecondFactor: true }
    expect((await boss.put(`/api/roles/${id}`, form)).body.needsSecondFactor).toBe(true)
  }

  test('leaves nothing open but the set-up, for who is signed in and who comes; then everything', async () => {
    const before = hub.visitor()
    await before.signIn(emailOf('supervisor'), PASSWORD)
    expect((await before.get('/api/users')).status).toBe(200)
    await needed('supervisor')
    expect((await before.get('/api/users')).error?.code).toBe('second_factor_needed')
    const visitor = hub.visitor()
    const { body } = await visitor.signIn(emailOf('supervisor'), PASSWORD)
    expect(body).toMatchObject({ secondFactor: 'needed', grants: {} })
    for (const path of ['/api/users', '/api/sessions', '/api/colleagues'])
      expect((await visitor.get(path)).error?.code).toBe('second_factor_needed')
    const { secret } = (await visitor.post('/api/second-factor/offer', { password: PASSWORD })).body
    await visitor.post('/api/second-factor/confirm', { code: codeNow(secret) })
    expect((await visitor.get('/api/users')).status).toBe(200)
    expect((await visitor.get('/api/session')).body).toMatchObject({ secondFactor: 'on' })
    expect((await visitor.get('/api/session')).body.grants).toHaveProperty(['user.read'])
  })

  test('has a live line of nothing until then', async () => {
    await needed('supervisor')
    const visitor = hub.visitor()
    await visitor.signIn(emailOf('supervisor'), PASSWORD)
    const line = hub.line(visitor)
    await new Promise((resolve, reject) => {
      line.once('connect', () => resolve(null)).once('connect_error', reject)
      line.connect()
    })
    const [socket] = [...hub.sockets.io.of('/').sockets.values()].filter(
      (one) => one.data.actor.userId === users.supervisor,
    )
    expect([...(socket?.data.actor.grants ?? [1])]).toEqual([])
  })
})
