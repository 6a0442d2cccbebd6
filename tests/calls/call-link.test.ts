/** A personal link: given out within reach, known as its client when it is opened, and worth nothing once forged or old. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { receiveArrival } from '#server/telephony/index.ts'
import { CALL_LINK_LIVES_MS } from '#shared/telephony/call-link.contract.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { callIn, openDeskOf } from '../harness/parties.ts'
import type { Visitor } from '../harness/visitor.ts'

let hub: Hub
let agent: Visitor
let phoneId: string
let path: string

beforeAll(async () => {
  hub = await startHub({ media: true })
  agent = await hub.as('agent')
  path = `/api/clients/${hub.company.client.id}/call-links`
  phoneId = (await hub.platform.db('addresses').where({ value: hub.company.client.phone }).first()).id
})
beforeEach(async () => {
  await hub.platform.db('role_grants').where({ permission: 'client.edit' }).update({ scope: 'all' })
})
afterAll(() => hub.stop())

const linkOf = ({ body }: { body: { url: string } }) => new URL(body.url).searchParams.get('link') ?? ''
const refusedAs = async (link: string) => {
  const error = await callIn(hub, { link, hz: null }).catch((thrown) => thrown.error)
  expect(error).toMatchObject({ code: 'invalid', status: 422 })
  return error.fields
}

test('whoever calls by it is shown to the agent as its client, verified, with the phone it was given for', async () => {
  const issued = await agent.post(path, { addressId: phoneId })
  expect(issued.status).toBe(200)
  const url = new URL(issued.body.url)
  expect(url.pathname).toBe('/call')
  expect(url.searchParams.get('lang')).toBe('ru')
  expect(issued.body.until - hub.clock.now()).toBeGreaterThan(CALL_LINK_LIVES_MS - 60_000)

  const desk = await openDeskOf(hub, 'agent2')
  await desk.available()
  // What is typed beside a link counts for nothing.
  const caller = await callIn(hub, { link: linkOf(issued), phone: '+7 900 000-00-00' })
  await caller.until('menu')
  await caller.press('1')
  await caller.press('1')
  const offer = await desk.ring()
  expect(offer.caller).toMatchObject({
    address: hub.company.client.phone,
    verified: true,
    client: { id: hub.company.client.id },
  })
  await caller.hangUp()
  await caller.until('ended')
})

test('without a phone the client is known all the same, and filed under its market', async () => {
  const issued = await agent.post(path, { addressId: null })
  const caller = await callIn(hub, { link: linkOf(issued), hz: null })
  const row = await hub.platform.db('interactions').where({ call_id: caller.callId }).first()
  expect(row).toMatchObject({
    client_id: hub.company.client.id,
    address: null,
    verified: true,
    market_id: hub.company.markets.ru,
  })
  await caller.hangUp()
})

test('each is in the audit', async () => {
  await agent.post(path, { addressId: phoneId })
  await eventually(async () => {
    const row = await hub.platform
      .db('audit')
      .where({ action: 'call-link.issue' })
      .orderBy('at', 'desc')
      .first()
    expect(row).toMatchObject({ subject_id: hub.company.client.id, actor_id: hub.company.users.agent })
  })
})

test('a forged link is refused, and one that names another client with this one’s seal', async () => {
  const link = linkOf(await agent.post(path, { addressId: phoneId }))
  const [text = '', seal = ''] = link.split('.')
  const told = JSON.parse(Buffer.from(text, 'base64url').toString())
  const other = { ...told, clientId: '01890000-0000-7000-8000-000000000000' }
  const forged = `${Buffer.from(JSON.stringify(other)).toString('base64url')}.${seal}`
  expect(await refusedAs(forged)).toEqual({ link: 'bad_link' })
  expect(await refusedAs(`${text}.`)).toEqual({ link: 'bad_link' })
})

test('a card out of reach is not found; nor is a phone of another card, nor an e-mail', async () => {
  const { db } = hub.platform
  expect((await agent.post(path, { addressId: '01890000-0000-7000-8000-000000000000' })).status).toBe(404)
  const mail = { client_id: hub.company.client.id, kind: 'email', value: 'a@example.test' }
  const [email] = await db('addresses').insert(mail).returning('id')
  expect((await agent.post(path, { addressId: email.id })).status).toBe(404)

  const grants = db('role_grants').whereIn('permission', ['client.read', 'client.edit'])
  await grants.clone().update({ scope: 'own' })
  const stranger = await hub.as('agent3')
  expect((await stranger.post(path, { addressId: phoneId })).status).toBe(404)
  await db('role_grants').where({ permission: 'client.read' }).update({ scope: 'all' })
  const reader = await hub.as('handler')
  expect((await reader.post(path, { addressId: phoneId })).status).toBe(403)
})

test('after its time it is refused', async () => {
  const link = linkOf(await agent.post(path, { addressId: phoneId }))
  hub.clock.advance(CALL_LINK_LIVES_MS + 1_000)
  expect(await refusedAs(link)).toEqual({ link: 'link_expired' })
})

test('of a client whose card is taken away while they call by it, the call comes all the same', async () => {
  const { db } = hub.platform
  const { market_id } = await db('clients').where({ id: hub.company.client.id }).first('market_id')
  const [card] = await db('clients').insert({ kind: 'company', name: 'Гонка', market_id }).returning('id')
  // An import that is undone has judged that nobody has worked with the card, and holds it.
  const undoing = await db.transaction()
  await undoing('clients').where({ id: card.id }).forUpdate().select('id')
  const calling = receiveArrival(hub.app.house, {
    ...{ provider: 'rows', providerRef: crypto.randomUUID(), direction: 'inbound', caller: null },
    ...{ verified: true, language: 'ru', flowCode: 'main', mediaId: null, address: null, tokenHash: null },
    ...{ clientId: card.id, at: hub.clock.now() },
  })
  await eventually(async () => {
    const { rows } = await db.raw(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    expect(rows).not.toEqual([])
  })
  await undoing('clients').where({ id: card.id }).delete()
  await undoing.commit()
  const arrival = await calling
  expect(await db('interactions').where({ call_id: arrival?.call.id }).first('client_id')).toEqual({
    client_id: null,
  })
})
