/** Letters go out once by a real SMTP server, wait when there is none, and end visibly when they cannot. */
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { type TestPlatform, testPlatform } from '../../../tests/harness/test-platform.ts'
import type { Config } from '../config.ts'
import { inTransaction, openDatabase } from '../database.ts'
import { type OutboxRunner, runOutbox } from '../outbox.ts'
import { type MailCarriers, mailCarriers } from './mail-carrier.ts'
import { putMail } from './put-mail.ts'

type Received = { to: string; subject: string; text: string; messageId: string }

let database: TestDatabase
let platform: TestPlatform
let server: SMTPServer
let received: Received[]
/** What the mail server says to the next letter; null takes it. */
let refusal: { responseCode: number } | null
let running: { mail: MailCarriers; outbox: OutboxRunner } | null = null

const listen = () =>
  new Promise<number>((resolve) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) =>
        done(refusal && Object.assign(new Error('refused here'), refusal)),
      onData: async (stream, _session, done) => {
        const mail = await simpleParser(stream)
        received.push({
          to: [mail.to].flat()[0]?.text ?? '',
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          messageId: mail.messageId ?? '',
        })
        done()
      },
    })
    const socket = server.listen(0, '127.0.0.1', () => resolve((socket.address() as AddressInfo).port))
  })

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  received = []
  refusal = null
  const port = await listen()
  const db = openDatabase(database.url, { max: 4 })
  const config = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Перезвон <hub@example.test>' } as Config
  platform = { ...testPlatform(db), config }
})
afterEach(async () => {
  await running?.outbox.stop()
  running?.mail.stop()
  running = null
  await platform.db('outbox').delete()
  await platform.db.destroy()
  await new Promise<void>((resolve) => server.close(resolve))
})
afterAll(() => database.drop())

const put = (key: string, over: object = {}) =>
  inTransaction(platform.db, (trx) =>
    putMail(trx, {
      to: 'anna@example.test',
      subject: 'Новый пароль',
      text: 'Откройте https://hub.example.test/password#secret-code сейчас',
      key,
      now: platform.clock.now(),
      ...over,
    }),
  )
const carry = () => {
  const mail = mailCarriers(platform)
  running = { mail, outbox: runOutbox({ db: platform.db, log: platform.log, carriers: mail.carriers }) }
}
const row = async () => (await platform.db('outbox'))[0]

test('a letter asked for twice goes out once, as it was written', async () => {
  await put('reset:1')
  await put('reset:1')
  carry()
  await vi.waitFor(() => expect(received).toHaveLength(1), 10_000)
  expect(received[0]).toMatchObject({ to: 'anna@example.test', subject: 'Новый пароль' })
  expect(received[0]?.text).toContain('https://hub.example.test/password#secret-code')
  await vi.waitFor(async () => expect(await row()).toMatchObject({ state: 'done' }), 10_000)
  expect((await row()).result.messageId).toBe(received[0]?.messageId)
})

test('the secret in a letter’s link is struck out of the database once it has gone', async () => {
  await put('reset:2', { secret: true })
  expect(JSON.stringify(await row())).toContain('secret-code')
  carry()
  await vi.waitFor(async () => expect(await row()).toMatchObject({ state: 'done' }), 10_000)
  expect(received[0]?.text).toContain('secret-code')
  expect(JSON.stringify(await row())).not.toContain('secret-code')
  expect((await row()).payload.text).toBe('Откройте https://hub.example.test/password#… сейчас')
})

test('"no such mailbox" is final and seen; "try later" is tried again', async () => {
  refusal = { responseCode: 550 }
  await put('reset:3')
  carry()
  await vi.waitFor(async () => expect(await row()).toMatchObject({ state: 'dead', attempts: 1 }), 10_000)
  expect((await row()).last_error).toContain('refused here')
  refusal = { responseCode: 451 }
  await platform.db('outbox').update({ state: 'pending', next_at: new Date() })
  await vi.waitFor(async () => expect((await row()).last_error).toContain('451'), 10_000)
  expect(await row()).toMatchObject({ state: 'pending' })
  refusal = null
  await platform.db('outbox').update({ next_at: new Date() })
  running?.outbox.wake()
  await vi.waitFor(() => expect(received).toHaveLength(1), 10_000)
})

test('a letter that waited until it is of no use is not sent', async () => {
  await put('reset:4', { until: platform.clock.now() - 1 })
  carry()
  await vi.waitFor(async () => expect(await row()).toMatchObject({ state: 'dead' }), 10_000)
  expect(received).toHaveLength(0)
})

test('with no mail server set nothing takes letters: they stay', async () => {
  platform.config = {} as Config
  await put('reset:5')
  carry()
  running?.outbox.wake()
  await running?.outbox.idle()
  expect(await row()).toMatchObject({ state: 'pending', attempts: 0 })
})
