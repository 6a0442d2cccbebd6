/** Signing in with a second factor, from the outside: a fake clock, codes taken once, two connections at a time. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import { cleanFactors, emailOf, phoneBefore, STEP_MS } from '../../../tests/harness/phone.ts'
import { CHALLENGE_MS } from './challenge.store.ts'

let hub: Doorway
let users: Record<string, string>
beforeAll(async () => {
  hub = await openDoorway()
  users = (await populate(hub.platform, ['agent', 'supervisor', 'administrator'])).users
})
afterAll(() => hub.stop())
beforeEach(() => cleanFactors(hub))

const { codeNow, withFactor, challengeOf } = phoneBefore(() => hub)
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
