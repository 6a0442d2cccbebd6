/** Letters of a mailbox: onto their claims, else new ones; each once; and nothing that a program wrote starts anything. */
import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { type ImapDouble, startImapDouble } from '../../../tests/harness/imap-server.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { makeLetters } from '../letters/make-letters.ts'
import { readMailboxes } from './read-mailboxes.ts'
import { takeLetter } from './take-letter.ts'

const PASSWORD = 'mail-password-of-the-tests'
let hub: Hub
let mail: ImapDouble
let handler: Visitor
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  mail = await startImapDouble(PASSWORD)
  handler = await hub.as('handler')
  administrator = await hub.as('administrator')
  await set()
})
afterAll(async () => {
  await hub.stop()
  await mail.stop()
})

const boxPath = () => `/api/mailboxes/${hub.company.markets.ru}`
const set = async (over: object = {}) => {
  const { body } = await administrator.get('/api/mailboxes')
  const mine = body.mailboxes.find(
    (one: { market: { id: string } }) => one.market.id === hub.company.markets.ru,
  )
  const answer = await administrator.put(boxPath(), {
    address: 'claims@house.test',
    host: '127.0.0.1',
    port: mail.port,
    secure: false,
    account: 'claims',
    password: PASSWORD,
    folder: 'INBOX',
    active: true,
    version: mine.box?.version ?? 0,
    ...over,
  })
  expect(answer.status).toBe(200)
}
const read = () => readMailboxes(hub.platform)
let letters = 0
type Over = { from?: string; subject?: string; body?: string; head?: string; ref?: string }
const letter = ({
  from = 'Анна <anna@client.test>',
  subject = 'Трубы',
  body = 'Гнутые',
  head = '',
  ref,
}: Over = {}) => {
  letters += 1
  const id = ref ?? `<${letters}@client.test>`
  const plain = head.toLowerCase().includes('content-type') ? '' : 'Content-Type: text/plain; charset=utf-8\n'
  return `Message-ID: ${id}\nFrom: ${from}\nTo: claims@house.test\nSubject: ${subject}\n${plain}${head}\n${body}\n`
}
const kept = async (claimId: string) =>
  hub.platform.db('claim_messages').where({ claim_id: claimId }).orderBy(['at', 'id'])
const newest = () => hub.platform.db('claims').orderBy('number', 'desc').first()
const count = async (table: string) => (await hub.platform.db(table).count<{ n: number }[]>({ n: '*' }))[0]?.n

test('what lay there before the mailbox was set up is not read', async () => {
  mail.put(letter(), { at: new Date(hub.clock.now() - 86_400_000) })
  await read()
  expect([await count('claims'), await count('claim_letters_in')]).toEqual([0, 0])
})

test('a letter opens a claim; the handler’s answer goes in its thread, and the answer to that comes back to the claim', async () => {
  mail.put(letter({ ref: '<first@client.test>' }))
  await Promise.all([read(), read()])
  const claim = await newest()
  expect(await count('claims')).toBe(1)
  expect(claim).toMatchObject({ opened_by: null, market_id: hub.company.markets.ru })
  expect(await hub.platform.db('clients').where({ id: claim.client_id }).first()).toMatchObject({
    name: 'Анна',
    provisional: true,
  })
  await handler.post(`/api/claims/${claim.id}/assign`, { handlerId: hub.company.users.handler, version: 1 })
  const path = `/api/claims/${claim.id}/messages/${crypto.randomUUID()}`
  const answered = await handler.put(path, { text: 'Заменим в пятницу' })
  expect(answered.body).toMatchObject({ channel: 'mail', address: 'anna@client.test' })
  const sent = await hub.platform.db('outbox').where('key', 'like', '%:written:%').first()
  expect(sent.payload).toMatchObject({ replyTo: 'claims@house.test', answers: ['<first@client.test>'] })
  expect(sent.payload.text).toContain('Заменим в пятницу')
  const [, ours] = await kept(claim.id)
  // By the Message-ID alone: without the number, from another address.
  const head = `In-Reply-To: ${ours.mail_ref}\n`
  mail.put(letter({ from: 'anna@home.test', subject: 'да', head, body: 'Хорошо\n\n> Заменим в пятницу' }))
  // By the number, from an address that wrote before.
  mail.put(letter({ subject: `Re: [${claim.number}] мы вам написали`, body: 'И ещё' }))
  await read()
  expect((await kept(claim.id)).map(({ text }) => text)).toEqual([
    'Гнутые',
    'Заменим в пятницу',
    'Хорошо',
    'И ещё',
  ])
  expect(await count('claims')).toBe(1)
  const told = hub.platform.db('notices').where({ kind: 'claim-heard', user_id: hub.company.users.handler })
  expect(await told).toHaveLength(2)
})

test('the answer to a letter from the registry comes to the mailbox, and onto its claim', async () => {
  const claim = await newest()
  const { db } = hub.platform
  const [{ id: addressId }] = await db('addresses').where({ client_id: claim.client_id, kind: 'email' })
  const { body: written } = await handler.post(`/api/claims/${claim.id}/letters`, {
    requestId: crypto.randomUUID(),
    templateId: (await db('letter_templates').first('id')).id,
    ...{ language: 'ru', addressId, recipient: 'Анна', subject: 'Ответ на претензию', body: 'Заменим.' },
  })
  await makeLetters(hub.platform)
  const sent = await db('outbox').where('key', 'like', `%${written.id}%`).first()
  expect(sent.payload).toMatchObject({ replyTo: 'claims@house.test', to: 'anna@client.test' })
  mail.put(letter({ subject: `Re: ${sent.payload.subject}`, body: 'Письмо получила' }))
  await read()
  expect((await kept(claim.id)).at(-1)).toMatchObject({ text: 'Письмо получила', channel: 'mail' })
})

test('a stranger who names a number is not heard on that claim', async () => {
  const claim = await newest()
  const before = (await kept(claim.id)).length
  mail.put(letter({ from: 'mallory@evil.test', subject: `[${claim.number}]`, body: 'Закройте её' }))
  await read()
  expect(await kept(claim.id)).toHaveLength(before)
  expect((await newest()).id).not.toBe(claim.id)
})

test('who is known by their e-mail has the claim on their card', async () => {
  const client_id = hub.company.client.id
  await hub.platform.db('addresses').insert({ client_id, kind: 'email', value: 'buyer@steel.test' })
  mail.put(letter({ from: 'Buyer@Steel.test', subject: 'Партия 7' }))
  await read()
  expect(await newest()).toMatchObject({ client_id, description: 'Партия 7\nГнутые\n<buyer@steel.test>' })
})

test('what programs write starts nothing: no claim, no word, no clock, no letter back', async () => {
  const number = (await newest()).number
  const before = [await count('claims'), await count('claim_messages'), await count('outbox')]
  const from = 'buyer@steel.test'
  mail.put(letter({ from, subject: `[${number}]`, head: 'Auto-Submitted: auto-replied\n' }))
  mail.put(letter({ from, head: 'X-Autoreply: yes\n' }))
  mail.put(letter({ from: 'MAILER-DAEMON@steel.test', subject: `Undelivered: [${number}]` }))
  mail.put(letter({ from: 'claims@house.test', subject: `[${number}]` }))
  mail.put(`Return-Path: <>\n${letter({ from })}`)
  await read()
  expect([await count('claims'), await count('claim_messages'), await count('outbox')]).toEqual(before)
  expect(await hub.platform.db('claim_letters_in').where({ outcome: 'ignored' })).toHaveLength(5)
})

test('HTML becomes plain words; broken heads and 25 MB harm nothing, and the next letter is read', async () => {
  const html = 'Content-Type: text/html; charset=utf-8\n'
  mail.put(
    letter({ from: 'h@client.test', head: html, body: '<p>Трубы <b>гнутые</b></p><script>x()</script>' }),
  )
  await read()
  expect((await kept((await newest()).id))[0].text).toBe('Трубы гнутые')
  mail.put(Buffer.from([0, 255, 254, 13, 10, 61, 63, 120, 13, 10, 13, 10, 0]))
  mail.put('From: =?utf-8?B?broken\nSubject: =?x?Q?=ZZ\nContent-Type: multipart/mixed; boundary="\n\n--\n')
  mail.put(letter({ from: 'big@client.test', subject: 'Большое' }), { size: 26 * 1_024 * 1_024 })
  mail.put(letter({ from: 'after@client.test', body: 'После' }))
  const from = mail.asked.length
  await read()
  const [after, big] = await hub.platform.db('claims').orderBy('number', 'desc').limit(2)
  expect((await kept(after.id))[0].text).toBe('После')
  expect((await kept(big.id))[0].text).toContain('25')
  // Of the large one only the head was asked for.
  expect(mail.asked.slice(from).filter((line) => line.includes('BODY.PEEK[HEADER]'))).toHaveLength(1)
})

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const part = (name: string, data: string) =>
  `--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${data}\n`
const withFiles = (from: string, parts: string) =>
  letter({
    from,
    head: 'Content-Type: multipart/mixed; boundary=x\n',
    body: `--x\nContent-Type: text/plain\n\nСмотрите\n${parts}--x--`,
  })
const filesOf = (claimId: string) =>
  hub.platform.db('claim_attachments').where({ claim_id: claimId }).orderBy('id').pluck('name')

test('files of a letter stand beside its claim; one that claims do not take holds up nothing', async () => {
  const evil = Buffer.from('<html><script>x()</script></html>').toString('base64')
  mail.put(withFiles('files@client.test', part('rust.png', PNG) + part('evil.png', evil)))
  await read()
  const claim = await newest()
  expect((await kept(claim.id))[0].text).toContain('rust.png, evil.png')
  expect(await filesOf(claim.id)).toEqual(['rust.png'])
})

test('files of a letter that the storage does not take come when it does, each once, and the word is one', async () => {
  const folder = path.join(hub.dataDir, 'files')
  await rename(folder, `${folder}.away`)
  await writeFile(folder, 'in the way')
  const txt = Buffer.from('Вес: 7 тонн').toString('base64')
  mail.put(withFiles('storage@client.test', part('rust.png', PNG) + part('weight.txt', txt)))
  await read()
  const claim = await newest()
  const heard = async () => (await kept(claim.id)).map(({ address }) => address)
  expect([await heard(), await filesOf(claim.id)]).toEqual([['storage@client.test'], []])
  const { body } = await administrator.get('/api/mailboxes')
  expect(JSON.stringify(body.mailboxes)).toContain('ENOTDIR')
  await rm(folder)
  await rename(`${folder}.away`, folder)
  await read()
  await read()
  expect([await heard(), await filesOf(claim.id)]).toEqual([
    ['storage@client.test'],
    ['rust.png', 'weight.txt'],
  ])
})

test('a letter with a head beyond all measure holds up none after it', async () => {
  const long = randomBytes(4_000).toString('base64url')
  mail.put(letter({ from: 'ref@client.test', ref: `<${long}@client.test>` }))
  mail.put(letter({ from: `${long}@client.test` }))
  const refs = Array.from({ length: 70_000 }, (_, at) => ` <${at}@x>\n`).join('')
  mail.put(letter({ from: 'refs@client.test', head: `References:\n${refs}` }))
  mail.put(letter({ from: 'next@client.test', body: 'Следующее' }))
  await read()
  expect((await kept((await newest()).id))[0].text).toBe('Следующее')
})

test('who answers about a claim that was joined with another is heard on that one', async () => {
  const claim = await newest()
  mail.put(letter({ from: 'twice@client.test', subject: 'Ещё раз о том же' }))
  await read()
  const joined = await newest()
  await hub.platform
    .db('claims')
    .where({ id: joined.id })
    .update({ state: 'closed', closing_ground: 'merged', closed_at: new Date(), merged_into: claim.id })
  mail.put(letter({ from: 'twice@client.test', subject: `Re: [${joined.number}]`, body: 'Понятно' }))
  await read()
  expect((await kept(claim.id)).at(-1)).toMatchObject({ text: 'Понятно', address: 'twice@client.test' })
  expect(await kept(joined.id)).toHaveLength(1)
})

test('read again under other numbers, each letter is still kept once', async () => {
  const before = [await count('claims'), await count('claim_messages'), await count('claim_letters_in')]
  mail.renumber()
  await read()
  expect([await count('claims'), await count('claim_messages'), await count('claim_letters_in')]).toEqual(
    before,
  )
  mail.put(letter({ from: 'later@client.test', body: 'Позже' }))
  await read()
  expect((await kept((await newest()).id))[0].text).toBe('Позже')
})

test('how far a mailbox was read says nothing of the folder that was set while it was read', async () => {
  const boxes = () => hub.platform.db('mailboxes').where({ market_id: hub.company.markets.ru }).first()
  const before = await boxes()
  await set({ folder: 'Claims' })
  const source = Buffer.from(letter({ from: 'meanwhile@client.test', body: 'Между делом' }))
  const coming = { uid: 9_000, validity: before.uid_validity, source, headOnly: false }
  await takeLetter(hub.platform, before, coming)
  expect((await kept((await newest()).id))[0].text).toBe('Между делом')
  expect(await boxes()).toMatchObject({ folder: 'Claims', uid_validity: null, last_uid: 0 })
  await set()
})

test('a wrong password is told on the page, and never shown', async () => {
  await set({ password: 'another-secret' })
  await read()
  const { body } = await administrator.get('/api/mailboxes')
  expect(JSON.stringify(body)).toContain('no such sign-in')
  expect(JSON.stringify(body)).not.toContain('another-secret')
  expect(JSON.stringify(await hub.platform.db('secrets').select())).not.toContain('another-secret')
  expect((await administrator.post(`${boxPath()}/check`)).body.fault).toContain('no such sign-in')
  await set()
  expect((await administrator.post(`${boxPath()}/check`)).body).toEqual({ fault: null })
})
