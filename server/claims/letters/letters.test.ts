/** Letters about claims: numbered without gaps, mailed with their file, kept as they were sent. */
import { createHash, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/platform/database.ts'
import { eventually, type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { eraseLetters } from './erase-letters.ts'
import { mailLetter } from './make-letters.ts'

let hub: Hub
let smtp: SMTPServer
let handler: Visitor
let claimId: string
let answer: string
let addressId: string
let mails: ParsedMail[] = []
/** What the mail server says to the next letters. */
let refusal: { responseCode: number } | null = null

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(refusal && Object.assign(new Error('refused here'), refusal)),
    onData: async (stream, _session, done) => {
      mails.push(await simpleParser(stream))
      done()
    },
  })
  const port = await new Promise<number>((listening) => {
    const server = smtp.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port))
  })
  hub = await startHub({ config: { SMTP_URL: `smtp://127.0.0.1:${port}` } })
  handler = await hub.as('handler')
  const { db } = hub.platform
  const category = await db('claim_categories').first('id')
  const [address] = await db('addresses')
    .insert({ client_id: hub.company.client.id, kind: 'email', value: 'buyer@example.test' })
    .returning('id')
  addressId = address.id
  answer = (await db('letter_templates').where({ name_en: 'Answer to a claim' }).first('id')).id
  const opened = await handler.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: category.id,
    severity: 'normal',
    description: 'Ржавчина на листах',
  })
  claimId = opened.body.id
  const { version } = opened.body
  await handler.post(`/api/claims/${claimId}/assign`, { handlerId: hub.company.users.handler, version })
})
afterAll(async () => {
  await hub.stop()
  await new Promise<void>((closed) => smtp.close(() => closed()))
})

const letterOf = (over: object = {}) => ({
  requestId: randomUUID(),
  templateId: answer,
  language: 'ru',
  addressId,
  recipient: 'ООО «Сталь-Сервис»',
  subject: 'Ответ на претензию',
  body: 'Здравствуйте!\n\nЗаменим листы до пятницы.',
  ...over,
})
const write = (over: object = {}) => handler.post(`/api/claims/${claimId}/letters`, letterOf(over))
const read = async (id: string) => {
  const { letters } = (await handler.get(`/api/claims/${claimId}/letters`)).body
  return letters.find((one: { id: string }) => one.id === id)
}
const sweep = () => hub.worker?.sweeper.runNow('send-letters')
const become = (id: string, state: string) =>
  eventually(async () => {
    await sweep()
    expect((await read(id)).state).toBe(state)
  }, 20_000)
const fileOf = async (id: string) => {
  const response = await fetch(`${hub.url}/api/letters/${id}/file`, {
    headers: { cookie: handler.cookieHeader() },
  })
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

test('a template is filled by the claim, and says what it lacks', async () => {
  const draft = await handler.post(`/api/claims/${claimId}/letters/draft`, {
    templateId: answer,
    language: 'ru',
  })
  const { number } = (await handler.get(`/api/claims/${claimId}`)).body.claim
  expect(draft.body).toMatchObject({ subject: `Ответ на претензию ${number}`, lacking: ['grounds'] })
  expect(draft.body.body).toContain('С уважением,\nhandler name')
  expect(draft.body.body).not.toContain('{{')
})

test('it goes by mail with its file, and both are kept as they were sent', async () => {
  mails = []
  const { body: letter } = await write()
  expect(letter).toMatchObject({ state: 'registered', number: expect.stringMatching(/^OUT-RU-\d{4}-\d{6}$/) })
  await become(letter.id, 'sent')
  expect(mails).toHaveLength(1)
  const [mail] = mails
  expect(mail?.subject).toBe(`Ответ на претензию (${letter.number})`)
  const [attached] = mail?.attachments ?? []
  expect(attached).toMatchObject({ filename: `${letter.number}.pdf`, contentType: 'application/pdf' })
  const kept = await fileOf(letter.id)
  expect(kept.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(kept.bytes.equals(attached?.content as Buffer)).toBe(true)
  expect(createHash('sha256').update(kept.bytes).digest('hex')).toBe((await read(letter.id)).sha256)
  // A template that changes later changes nothing of what went out.
  await hub.platform.db('letter_templates').update({ head_ru: 'Другой бланк' })
  await sweep()
  expect((await fileOf(letter.id)).bytes.equals(kept.bytes)).toBe(true)
})

test('asked for twice it is one letter; of many at once each has the next number, and a refused one takes none', async () => {
  const twice = letterOf()
  const [one, other] = await Promise.all([
    handler.post(`/api/claims/${claimId}/letters`, twice),
    handler.post(`/api/claims/${claimId}/letters`, twice),
  ])
  expect(one.body.id).toBe(other.body.id)
  await Promise.all([
    ...Array.from({ length: 6 }, () => write({ addressId: null })),
    ...Array.from({ length: 3 }, () => write({ addressId: randomUUID() })),
  ])
  const rows = await hub.platform.db('claim_letters').orderBy('number').pluck('number')
  const last = rows.map((number: string) => Number(number.slice(-6)))
  expect(last).toEqual(last.map((_, index) => index + 1))
})

test('what the mail refuses is seen with the reason, and goes out once it is sent again', async () => {
  refusal = { responseCode: 550 }
  const { body: letter } = await write()
  await become(letter.id, 'failed')
  expect((await read(letter.id)).fault).toContain('refused here')
  refusal = null
  mails = []
  expect((await handler.post(`/api/letters/${letter.id}/resend`)).body.state).toBe('queued')
  await become(letter.id, 'sent')
  expect(mails).toHaveLength(1)
  expect((await handler.post(`/api/letters/${letter.id}/resend`)).error?.code).toBe('letter_moved')
})

test('a letter of which the end cannot be written down holds up no other', async () => {
  const { db } = hub.platform
  const { body: stuck } = await write()
  await db.raw(`create function refuse_end() returns trigger language plpgsql as
    $$ begin raise exception 'refused by the test'; end $$`)
  await db.raw(`create trigger refuse_end before update on claim_letters for each row
    when (new.id = '${stuck.id}' and new.state = 'sent') execute function refuse_end()`)
  await eventually(async () => {
    await sweep()
    const effect = await db('outbox')
      .where({ key: `mail:claim-letter:${stuck.id}:1` })
      .first()
    expect(effect?.state).toBe('done')
  }, 20_000)
  const { body: other } = await write()
  await become(other.id, 'sent')
  expect((await read(stuck.id)).state).toBe('queued')
  await db.raw('drop function refuse_end cascade')
  await become(stuck.id, 'sent')
})

test('one on paper waits to be posted by a person', async () => {
  const { body: letter } = await write({ addressId: null })
  expect((await fileOf(letter.id)).status).toBe(404)
  await become(letter.id, 'ready')
  expect((await handler.post(`/api/letters/${letter.id}/posted`)).body).toMatchObject({
    state: 'sent',
    sentAt: expect.any(Number),
  })
  // With the letter posted the client has our word.
  const told = await hub.platform.db('events').where({ kind: 'claim.client-told', subject_id: claimId })
  expect(told.at(-1)).toMatchObject({ data: { by: 'letter' } })
})

test('a file that is not what it was is not sent', async () => {
  const { body } = await write({ addressId: null })
  await become(body.id, 'ready')
  const { db } = hub.platform
  const row = await db('claim_letters').where({ id: body.id }).first()
  // As if somebody had written over it in the storage before the mail took it: told by its sum.
  const letter = { ...row, email: 'buyer@example.test', sha256: '00', tries: 9 }
  await inTransaction(db, (trx) => mailLetter(trx, letter, hub.clock.now()))
  await eventually(async () => {
    const effect = await db('outbox')
      .where({ key: `mail:claim-letter:${body.id}:9` })
      .first()
    expect(effect).toMatchObject({ state: 'dead' })
    expect(effect.last_error).toContain('not what it was')
  }, 20_000)
})

test('the registry is found by number, client and subject, and shows nobody what they may not see', async () => {
  const { body: letter } = await write({ subject: 'Особая тема письма', addressId: null })
  const found = async (search: string, who = handler) =>
    (await who.get(`/api/letters?search=${encodeURIComponent(search)}`)).body.letters.map(
      ({ id }: { id: string }) => id,
    )
  expect(await found('особая ТЕМА')).toEqual([letter.id])
  expect(await found(letter.number)).toEqual([letter.id])
  const page = (await handler.get('/api/letters?limit=2')).body
  const next = (await handler.get(`/api/letters?limit=2&after=${page.next}`)).body
  expect([...page.letters, ...next.letters].map(({ number }) => number)).toEqual(
    [...page.letters, ...next.letters]
      .map(({ number }) => number)
      .sort()
      .reverse(),
  )
  expect(new Set([...page.letters, ...next.letters].map(({ id }) => id)).size).toBe(4)
  await hub.platform.db('role_grants').where({ permission: 'claim.read' }).update({ scope: 'own' })
  const stranger = await hub.as('head-after-sales')
  expect(await found('особая тема', stranger)).toEqual([])
  expect((await stranger.get(`/api/letters/${letter.id}/file`)).status).toBe(404)
})

test('with the client erased, no letter is made, sent or had any more', async () => {
  const { body: sent } = await write({ addressId: null })
  await become(sent.id, 'ready')
  const { body: fresh } = await write()
  await eraseLetters(hub.platform, [claimId])
  await sweep()
  expect((await fileOf(sent.id)).status).toBe(404)
  expect(await read(fresh.id)).toMatchObject({ hasFile: false })
  expect((await handler.post(`/api/letters/${sent.id}/posted`)).error?.code).toBe('letter_moved')
})
