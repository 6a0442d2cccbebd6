/** A second factor guessed at, taken away, and asked for by a role. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import { cleanFactors, emailOf, phoneBefore, STEP_MS } from '../../../tests/harness/phone.ts'
import { resetAdministrator } from '../passwords/reset-administrator.ts'
import { CHALLENGE_TRIES } from './challenge.store.ts'

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
    expect(await auditOf('second-factor.removed')).toMatchObject([
      { outcome: 'failed', subject_id: users.agent },
      { outcome: 'failed', subject_id: users.agent, data: { reason: 'second-factor' } },
    ])
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

  test('says so in the audit from the first', async () => {
    const boss = hub.visitor()
    await boss.signIn(emailOf('administrator'), PASSWORD)
    const form = { code: 'careful', nameRu: 'Осторожная', nameEn: 'Careful', grants: {} }
    expect((await boss.post('/api/roles', { ...form, needsSecondFactor: true })).status).toBe(200)
    const [line] = await auditOf('role.create')
    expect(line.data).toEqual({ code: 'careful', grants: {}, needsSecondFactor: true })
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
