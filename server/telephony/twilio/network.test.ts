/** The account as an administrator keeps it: secrets go in and never come out, and the address says what is wrong with it. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../scripts/launch/ports.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { numberOfMarket, senderNumber } from '../numbers/number.store.ts'
import { checkAddress } from './check-network.ts'
import { readSettings } from './settings.ts'

const SID = 'AC0123456789abcdef0123456789abcdef'
const KEY = 'SK0123456789abcdef0123456789abcdef'
const APP = 'AP0123456789abcdef0123456789abcdef'
const TOKEN = 'a token that nobody may see'

let hub: Hub
let administrator: Visitor
let server: Server | null = null
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())
afterEach(() => {
  server?.close()
  server = null
})

const path = '/api/telephony/twilio'
const plain = { accountSid: SID, apiKeySid: KEY, appSid: APP, publicUrl: 'https://hub.example.test/' }
const edit = async (change: Record<string, unknown>) => {
  const { version } = (await administrator.get(path)).body
  return administrator.put(path, { version, ...plain, ...change })
}

test('without an account nothing is open to anybody, and no agent gets a line', async () => {
  expect((await fetch(`${hub.url}/twilio/voice`, { method: 'POST' })).status).toBe(403)
  const agent = await hub.as('agent')
  expect((await agent.get(`${path}/token`)).error?.code).toBe('line_not_set_up')
  const { steps } = (await administrator.get(path)).body
  expect(steps.map(({ done }: { done: boolean }) => done)).toEqual(Array(6).fill(false))
})

test('a secret is kept encrypted, is never shown, and stays where it is left out', async () => {
  const first = await edit({ authToken: TOKEN, apiKeySecret: `${TOKEN} of the key` })
  expect(first.status).toBe(200)
  expect(first.body).toMatchObject({
    accountSid: SID,
    publicUrl: 'https://hub.example.test',
    secrets: { authToken: true, apiKeySecret: true },
    addresses: { voice: 'https://hub.example.test/twilio/voice' },
  })
  expect(JSON.stringify(first.body)).not.toContain(TOKEN)
  const rows = await hub.platform.db('secrets')
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain(TOKEN)
  const audited = await hub.platform.db('audit').where({ action: 'network.edit' })
  expect(JSON.stringify(audited)).not.toContain(TOKEN)
  expect((await edit({})).status).toBe(200)
  expect((await readSettings(hub.platform)).authToken).toBe(TOKEN)
  const agent = await hub.as('agent')
  expect((await agent.get(`${path}/token`)).status).toBe(200)
})

test('what was typed is looked back at and brought back; no secret is part of it', async () => {
  const before = (await administrator.get(path)).body
  const moved = await edit({ publicUrl: 'https://moved.example.test/' })
  const { versions } = (await administrator.get(`${path}/versions`)).body
  expect(versions[0].changes.map(({ field }: { field: string }) => field)).toEqual(['publicUrl'])
  expect(JSON.stringify(versions)).not.toContain(TOKEN)
  const wish = { version: moved.body.version, restores: versions[1].version }
  expect((await administrator.post(`${path}/restore`, wish)).status).toBe(204)
  const after = (await administrator.get(path)).body
  expect(after).toMatchObject({ publicUrl: before.publicUrl, secrets: before.secrets })
})

test('a secret that is taken away is gone', async () => {
  expect((await edit({ apiKeySecret: null })).body.secrets).toEqual({ authToken: true, apiKeySecret: false })
  expect(await hub.platform.db('secrets').pluck('name')).toEqual(['twilio.auth-token'])
})

test('of two who edit the second is told', async () => {
  const { version } = (await administrator.get(path)).body
  expect((await administrator.put(path, { version, ...plain })).status).toBe(200)
  const second = await administrator.put(path, { version, ...plain, publicUrl: 'https://other.example.test' })
  expect(second.error).toMatchObject({ code: 'changed_meanwhile', facts: { fields: ['publicUrl'] } })
})

test('a value of the wrong kind is refused at its field', async () => {
  const answer = await edit({ accountSid: KEY, publicUrl: 'ftp://hub.example.test' })
  expect(Object.keys(answer.error?.fields ?? {}).sort()).toEqual(['accountSid', 'publicUrl'])
})

test('what the environment settles is shown as settled, and not changed here', async () => {
  const { config } = hub.platform
  config.TWILIO_ACCOUNT_SID = SID.replace('0', '9')
  config.TWILIO_AUTH_TOKEN = 'the token of the environment'
  try {
    expect((await administrator.get(path)).body).toMatchObject({
      accountSid: config.TWILIO_ACCOUNT_SID,
      fixed: ['accountSid', 'authToken'],
    })
    expect((await edit({ authToken: TOKEN })).error?.fields).toEqual({
      accountSid: 'fixed',
      authToken: 'fixed',
    })
    expect((await edit({ accountSid: config.TWILIO_ACCOUNT_SID })).status).toBe(200)
  } finally {
    config.TWILIO_ACCOUNT_SID = undefined
    config.TWILIO_AUTH_TOKEN = undefined
  }
})

const serve = async (answer: RequestListener): Promise<string> => {
  const made = createServer(answer)
  server = made
  await new Promise<void>((listening) => made.listen(0, '127.0.0.1', () => listening()))
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`
}
const verdict = async (url: string | null) => (await checkAddress(hub.platform.config.SECRET_KEY, url)).code

test('the self-test says what is wrong with the public address', async () => {
  expect(await verdict(hub.url)).toBe('ok')
  expect(await verdict(null)).toBe('not_set')
  expect(await verdict('https://no-such-name.invalid')).toBe('unresolved')
  expect(await verdict(`http://127.0.0.1:${await freePort()}`)).toBe('refused')
  expect(await verdict(`${hub.url}/hub`)).not.toBe('ok')
  expect(await verdict(await serve((_, response) => void response.writeHead(404).end()))).toBe('status')
  server?.close()
  const elsewhere = await serve((_, response) => void response.writeHead(308, { location: hub.url }).end())
  expect(await verdict(elsewhere)).toBe('redirected')
  server?.close()
  expect(await verdict(await serve((_, response) => void response.end('{"proof":"none"}')))).toBe('another')
})

test('a number leads to a flow that is in use, once, and its edit is fenced', async () => {
  const numbers = '/api/telephony/numbers'
  const number = { number: '+74951112233', label: '', flowCode: 'main', marketId: null, language: 'ru' }
  const made = await administrator.post(numbers, number)
  expect(made.status).toBe(200)
  expect((await administrator.post(numbers, number)).error?.code).toBe('exists')
  const wrong = { ...number, number: '+74951112244', flowCode: 'no-such', marketId: made.body.id }
  expect((await administrator.post(numbers, wrong)).error?.fields).toEqual({
    flowCode: 'unknown',
    marketId: 'unknown',
  })
  const one = `${numbers}/${made.body.id}`
  const changed = { ...number, label: 'Office', version: made.body.version }
  expect((await administrator.put(one, changed)).body).toMatchObject({ label: 'Office', version: 2 })
  expect((await administrator.put(one, changed)).error?.code).toBe('changed_meanwhile')
  const second = await administrator.post(numbers, { ...number, number: '+74951112255' })
  const taken = await administrator.put(`${numbers}/${second.body.id}`, { ...number, version: 1 })
  expect(taken.error).toMatchObject({ code: 'exists', facts: { number: number.number } })
  expect((await administrator.delete(one)).status).toBe(204)
  expect((await administrator.delete(one)).status).toBe(404)
})

test('a client is written to from the number that calls them; where their market has none, from another', async () => {
  const { db } = hub.platform
  const { ru, export: abroad } = hub.company.markets
  for (const number of ['+74959990001', '+74950000001'])
    await db('phone_numbers').insert({ number, flow_code: 'main', market_id: ru })
  expect((await numberOfMarket(db, ru))?.number).toBe('+74959990001')
  expect(await senderNumber(db, ru)).toBe('+74959990001')
  expect(await numberOfMarket(db, abroad)).toBeUndefined()
  const common = await db('phone_numbers').whereNull('market_id').pluck('number')
  expect(common).toContain(await senderNumber(db, abroad))
})
