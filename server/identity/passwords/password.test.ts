/** Choosing, changing and taking back passwords; the first administrator. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#server/platform/database.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import { createUser } from '../users/create-user.ts'
import { sendResetLetter } from './request-reset.ts'
import { resetAdministrator } from './reset-administrator.ts'

const NEXT = 'another long secret'
let hub: Doorway
let users: Record<string, string>
beforeAll(async () => {
  hub = await openDoorway()
  users = (await populate(hub.platform, ['agent', 'claim-handler', 'supervisor', 'administrator'])).users
})
afterAll(() => hub.stop())

const as = async (role: string, password = PASSWORD) => {
  const visitor = hub.visitor()
  expect((await visitor.signIn(`${role}@example.test`, password)).status).toBe(200)
  return visitor
}

/** What the worker does with the requests that wait. */
const carryRequests = async () => {
  const rows = await hub.db('outbox').where({ kind: 'password-reset-request', state: 'pending' })
  for (const row of rows) {
    await sendResetLetter(hub.platform)(row)
    // A crash after the work and before its end was written: it comes again.
    await sendResetLetter(hub.platform)(row)
    await hub.db('outbox').where('id', row.id).update({ state: 'done' })
  }
  return rows.length
}

describe('changing one’s own', () => {
  test('needs the present one, a good new one, and ends the other sessions', async () => {
    const [here, elsewhere] = [await as('agent'), await as('agent')]
    const change = (current: string, next: string) => here.post('/api/password/change', { current, next })
    expect((await change('not mine at all', NEXT)).error?.fields).toEqual({ current: 'wrong_password' })
    expect((await change(PASSWORD, 'short')).error?.fields).toEqual({ next: 'too_small:10' })
    expect((await change(PASSWORD, 'agent@example.test')).error?.fields).toEqual({
      next: 'password_is_email',
    })
    expect((await change(PASSWORD, NEXT)).status).toBe(204)
    expect((await here.get('/api/sessions')).status).toBe(200)
    expect((await elsewhere.get('/api/sessions')).status).toBe(401)
    expect((await hub.visitor().signIn('agent@example.test', PASSWORD)).status).toBe(401)
    await as('agent', NEXT)
  })

  test('cannot be used to guess it', async () => {
    const thief = await as('claim-handler')
    for (let index = 0; index < 10; index += 1) {
      await thief.post('/api/password/change', { current: `guess ${index}`, next: NEXT })
    }
    expect((await thief.post('/api/password/change', { current: PASSWORD, next: NEXT })).status).toBe(429)
  })
})

describe('by mail', () => {
  test('the answer and the work are the same for an unknown e-mail; only the known one is written to, once', async () => {
    const visitor = hub.visitor('192.0.2.20')
    const [known, unknown] = [
      await visitor.post('/api/password/forgot', { email: 'Supervisor@example.test' }),
      await visitor.post('/api/password/forgot', { email: 'nobody@example.test' }),
    ]
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    expect(known.status).toBe(204)
    expect(await carryRequests()).toBe(2)
    const letters = await hub.db('outbox').where('kind', 'mail')
    expect(letters.map((row) => row.payload.to)).toEqual(['supervisor@example.test'])
    const code = /https:\/\/hub\.example\.test\/password#(\S+)/.exec(letters[0].payload.text)?.[1]
    const peek = await visitor.post('/api/password/reset/peek', { code })
    expect(peek.body).toMatchObject({ email: 'supervisor@example.test', purpose: 'mail' })
    const session = await as('supervisor')
    expect((await visitor.post('/api/password/reset', { code, password: 'short' })).error?.fields).toEqual({
      password: 'too_small:10',
    })
    expect((await visitor.post('/api/password/reset', { code, password: NEXT })).body).toEqual({
      email: 'supervisor@example.test',
    })
    expect((await session.get('/api/sessions')).status).toBe(401)
    await as('supervisor', NEXT)
    expect((await visitor.post('/api/password/reset', { code, password: PASSWORD })).error?.fields).toEqual({
      code: 'bad_code',
    })
  })

  test('a user is written to three times an hour at most, and the newest link alone opens', async () => {
    await hub.db('outbox').where('kind', 'mail').delete()
    for (let index = 0; index < 5; index += 1) {
      await hub.visitor(`192.0.2.${40 + index}`).post('/api/password/forgot', { email: 'agent@example.test' })
      await carryRequests()
    }
    const letters = await hub.db('outbox').where('kind', 'mail').orderBy('id')
    expect(letters).toHaveLength(3)
    const codes = letters.map((row) => /#(\S+)/.exec(row.payload.text)?.[1])
    const peek = async (code: unknown) =>
      (await hub.visitor('192.0.2.60').post('/api/password/reset/peek', { code })).status
    expect([await peek(codes[0]), await peek(codes[1]), await peek(codes[2])]).toEqual([422, 422, 200])
  })
})

describe('by an administrator’s code', () => {
  const codeFor = async (role: string) => {
    const administrator = await as('administrator')
    const answer = await administrator.post(`/api/users/${users[role]}/reset-code`, {})
    expect(answer.status).toBe(200)
    return answer.body.code as string
  }

  test('two uses at once: one chooses the password, the other is refused', async () => {
    for (let round = 0; round < 4; round += 1) {
      const code = await codeFor('claim-handler')
      const tries = ['first of two secrets', 'second of two secrets'].map(async (password) => ({
        password,
        answer: await hub.visitor('192.0.2.70').post('/api/password/reset', { code, password }),
      }))
      const results = await Promise.all(tries)
      expect(results.map(({ answer }) => answer.status).sort()).toEqual([200, 422])
      const winner = results.find(({ answer }) => answer.status === 200)!
      await as('claim-handler', winner.password)
    }
  })

  test('is read aloud well, typed in any case, lasts an hour, and is replaced by the next', async () => {
    const first = await codeFor('agent')
    expect(first).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    const second = await codeFor('agent')
    const peek = async (code: string) =>
      (await hub.visitor('192.0.2.71').post('/api/password/reset/peek', { code })).status
    expect(await peek(first)).toBe(422)
    expect(await peek(second.toLowerCase().replaceAll('-', ' '))).toBe(200)
    hub.platform.advance(3_600_000)
    expect(await peek(second)).toBe(422)
  })

  test('guessing codes is stopped', async () => {
    const guess = () =>
      hub.visitor('192.0.2.72').post('/api/password/reset/peek', { code: 'AAAA-BBBB-CCCC-DDDD' })
    const answers = []
    for (let index = 0; index < 21; index += 1) answers.push((await guess()).status)
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(422))
    expect(answers[20]).toBe(429)
  })
})

test('a session started with the old password as it was being reset does not survive', async () => {
  for (let round = 0; round < 3; round += 1) {
    await hub.db('attempts').delete()
    const administrator = await as('administrator')
    const before = `the secret before ${round}`
    const { code } = (await administrator.post(`/api/users/${users.agent}/reset-code`, {})).body
    await hub.visitor().post('/api/password/reset', { code, password: before })
    const next = (await administrator.post(`/api/users/${users.agent}/reset-code`, {})).body.code
    const racer = hub.visitor('192.0.2.80')
    await Promise.all([
      racer.signIn('agent@example.test', before),
      hub.visitor().post('/api/password/reset', { code: next, password: `after all of it ${round}` }),
    ])
    expect((await racer.get('/api/sessions')).status).toBe(401)
  }
})

describe('from the console', () => {
  test('the only administrator need not be named; what held them up is cleared', async () => {
    for (let index = 0; index < 6; index += 1) {
      await hub.visitor('192.0.2.90').signIn('administrator@example.test', 'wrong')
    }
    const result = await resetAdministrator(hub.platform, undefined)
    if (result.kind !== 'code') throw new Error('no code')
    expect(result.email).toBe('administrator@example.test')
    const visitor = hub.visitor('192.0.2.90')
    await visitor.post('/api/password/reset', { code: result.code, password: NEXT })
    expect((await visitor.signIn('administrator@example.test', NEXT)).status).toBe(200)
  })

  test('a program with their rights is none of them: it has no password to choose', async () => {
    const program = { name: 'Program', departmentId: null, marketId: null, roles: ['administrator'] }
    await inTransaction(hub.platform.db, (trx) =>
      createUser(trx, {
        ...program,
        email: 'program@service.invalid',
        language: 'ru',
        passwordHash: null,
        service: true,
      }),
    )
    expect(await resetAdministrator(hub.platform, undefined)).toMatchObject({
      kind: 'code',
      email: 'administrator@example.test',
    })
    expect((await resetAdministrator(hub.platform, 'program@service.invalid')).kind).toBe('choose')
  })

  test('nobody but an administrator gets a code', async () => {
    expect(await resetAdministrator(hub.platform, 'agent@example.test')).toEqual({
      kind: 'choose',
      administrators: [{ email: 'administrator@example.test', name: 'administrator' }],
    })
  })
})
