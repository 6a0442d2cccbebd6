/**
 * The log of a busy journey, every line of it down to `trace`: each line of a request bears its id, lines about a call
 * bear the call's, and nothing tells who anybody is.
 */
import { randomUUID } from 'node:crypto'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/platform/database.ts'
import { putMail } from '#server/platform/mail/index.ts'
import { applyCallEvent } from '#server/telephony/index.ts'
import { emailOf, PASSWORD } from '../harness/company.ts'
import { eventually, type Hub, PATIENCE_MS, startHub } from '../harness/hub.ts'
import { callSilently, hangUpSilently, talkSilently } from '../harness/silent-call.ts'
import { Visitor } from '../harness/visitor.ts'

const lines: Record<string, unknown>[] = []
const text: string[] = []
const logTo = {
  write: (line: string) => {
    text.push(line)
    lines.push(JSON.parse(line) as Record<string, unknown>)
  },
}
const refusing = new SMTPServer({
  authOptional: true,
  onRcptTo: ({ address }, _session, answer) =>
    answer(new Error(`550 <${address}> +74957654321 is unknown here`)),
  logger: false,
})

let hub: Hub
beforeAll(async () => {
  await new Promise<void>((listening) => refusing.listen(0, '127.0.0.1', () => listening()))
  const { port } = refusing.server.address() as { port: number }
  hub = await startHub({ logTo, config: { SMTP_URL: `smtp://127.0.0.1:${port}?ignoreTLS=true` } })
})
afterAll(async () => {
  await hub.stop()
  await new Promise<void>((closed) => refusing.close(() => closed()))
})

const NEW = {
  person: 'Пётр Неизвестный',
  company: 'Волга-Металл',
  phone: '+78129998877',
  email: 'petr@volga.test',
}

/** Every kind of thing that people type goes through, and what can fail does. */
const live = async (): Promise<{ callId: string }> => {
  const { db } = hub.platform
  const supervisor = await hub.as('supervisor')
  const stranger = new Visitor(hub.url, '198.51.100.77')
  await stranger.signIn(emailOf('agent'), 'not the password')
  await stranger.signIn(NEW.email, 'not the password')
  await supervisor.get(`/api/clients?q=${encodeURIComponent(hub.company.client.phone)}`)
  await supervisor.get(`/api/clients?q=${encodeURIComponent('Сталь')}`)
  await supervisor.get(`/api/clients/${encodeURIComponent(NEW.email)}`)
  await supervisor.get(`/api/users/${encodeURIComponent(NEW.phone)}`)
  const made = await supervisor.post('/api/clients', {
    ...{ kind: 'company', name: NEW.company, marketId: hub.company.markets.ru, country: 'RU' },
    phones: [NEW.phone],
    emails: [NEW.email],
  })
  expect(made.status).toBe(200)
  const { desk, callId, interactionId } = await talkSilently(hub)
  await callSilently(hub, NEW.phone)
  await desk.visitor.post(`/api/calls/${callId}/hold`)
  await hangUpSilently(hub, callId)
  await desk.until(({ work }) => work[0]?.state === 'wrap-up')
  const body = { dispositionId: hub.company.dispositions.resolved }
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, body)).status).toBe(200)
  await inTransaction(db, (trx) =>
    putMail(trx, { to: NEW.email, subject: NEW.company, text: NEW.person, key: 'test:1', now: Date.now() }),
  )
  await eventually(async () => {
    const letter = await db('outbox').where({ kind: 'mail' }).first()
    expect(letter?.last_error).toBeTruthy()
  }, PATIENCE_MS)
  await applyCallEvent(hub.app.house, {
    ...{ kind: 'hung-up', provider: 'rows', eventId: randomUUID(), callId: randomUUID(), at: Date.now() },
  } as Parameters<typeof applyCallEvent>[1])
  // A fault of ours.
  await db.raw('alter table dispositions rename to dispositions_away')
  const failed = await supervisor.get('/api/dispositions')
  await db.raw('alter table dispositions_away rename to dispositions')
  expect(failed.status).toBe(500)
  desk.leave()
  return { callId }
}

test('names no phone, no e-mail, no password, no name, and no address of anybody', async () => {
  const { callId } = await live()
  expect(lines.length).toBeGreaterThan(15)
  for (const said of [
    'request',
    'request failed',
    'effect failed',
    'news of an unknown call',
    'sign-in refused',
  ]) {
    expect(
      lines.some(({ msg }) => msg === said),
      said,
    ).toBe(true)
  }
  const clients = await hub.platform.db('clients').select<{ name: string }[]>('name')
  const users = await hub.platform.db('users').select<{ name: string; email: string }[]>('name', 'email')
  const addresses = await hub.platform.db('addresses').select<{ value: string }[]>('value')
  const persons = [
    ...[...clients, ...users].map(({ name }) => name),
    ...users.map(({ email }) => email),
    ...addresses.flatMap(({ value }) => [value, value.replace(/^\+7/, '')]),
    ...Object.values(NEW),
    ...[PASSWORD, 'not the password', '198.51.100.77', '192.0.2.1', '+74957654321'],
  ]
  expect(persons.length).toBeGreaterThan(20)
  const whole = text.join('')
  expect(persons.filter((person) => person !== '' && whole.includes(person))).toEqual([])
  expect(whole).not.toMatch(/[\w.-]+@[\w-]+\.\w/)
  expect(lines.filter((line) => line.callId === callId).length).toBeGreaterThan(0)
})

test('every line of a request bears the id that its answer bore', async () => {
  const supervisor = await hub.as('supervisor')
  await hub.platform.db.raw('alter table dispositions rename to dispositions_away')
  const answer = await supervisor.get('/api/dispositions')
  await hub.platform.db.raw('alter table dispositions_away rename to dispositions')
  const id = answer.headers.get('x-request-id')
  expect(answer.error?.requestId).toBe(id)
  await eventually(() => {
    const own = lines.filter(({ requestId }) => requestId === id)
    expect(own.map(({ msg }) => msg).sort()).toEqual(['request', 'request failed'])
    expect(own.every(({ route }) => route === '/api/dispositions')).toBe(true)
  })
})

test('a request of a call bears the call’s id, and what it wakes does not', async () => {
  const { desk, callId } = await talkSilently(hub)
  const answer = await desk.visitor.post(`/api/calls/${callId}/hang-up`)
  const id = answer.headers.get('x-request-id')
  await eventually(() => {
    const own = lines.filter(({ requestId }) => requestId === id)
    expect(own).toHaveLength(1)
    expect(own[0]).toMatchObject({ callId, method: 'POST', route: '/api/calls/:callId/hang-up' })
  })
  desk.leave()
})

test('an id that comes with a request is taken from a trusted proxy, and only well-formed', async () => {
  const given = randomUUID()
  const idFor = async (sent: string) =>
    (await fetch(`${hub.url}/api/session`, { headers: { 'x-request-id': sent } })).headers.get('x-request-id')
  expect(await idFor(given)).toBe(given)
  expect(await idFor(given.replaceAll('-', ''))).toBe(given.replaceAll('-', ''))
  for (const odd of ['+74951234567', 'a.person@example.test', `${given}x`, '']) {
    expect(await idFor(odd)).not.toBe(odd)
  }
  hub.platform.config.TRUST_PROXY = 0
  expect(await idFor(given)).not.toBe(given)
  hub.platform.config.TRUST_PROXY = 1
})
