/** A client's link opens its own claim and nothing else; what is said by it reaches the handler, and nothing of the house leaks. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FollowScene, followScene, type Opened } from '../../../tests/harness/follow-scene.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let handler: Visitor
let client: Visitor
let openClaim: FollowScene['openClaim']
let tokenFor: FollowScene['tokenFor']
let read: FollowScene['read']
beforeAll(async () => {
  hub = await startHub({ worker: false })
  ;({ handler, client, openClaim, tokenFor, read } = await followScene(hub))
})
afterAll(() => hub.stop())

const move = async ({ id }: Opened, wish: object) => {
  const { version } = await hub.platform.db('claims').where({ id }).first('version')
  const answer = await handler.post(`/api/claims/${id}/moves`, { ...wish, version })
  expect(answer.status).toBe(200)
}

test('the link opens its claim: its stage and promise, and nothing that the house notes for itself', async () => {
  const [claim, other] = [await openClaim(), await openClaim()]
  await move(claim, { move: 'acknowledge' })
  const { id: causeId } = await hub.platform.db('claim_causes').first('id')
  await move(claim, { move: 'investigate', findings: 'наша тайна', causeId })
  await move(claim, { move: 'propose', remedy: 'refund', answer: 'ещё не сказано' })
  const note = { text: 'внутренняя запись оператора' }
  expect((await handler.post(`/api/claims/${claim.id}/notes`, note)).status).toBe(200)
  const token = await tokenFor(claim)
  const { body, status } = await read(token)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    number: claim.number,
    stage: 'examined',
    answer: null,
    remedy: null,
    moves: [],
    mayRate: false,
  })
  expect(body.promisedAt).toBeGreaterThan(hub.clock.now())
  const running = await hub.platform
    .db('claim_clocks')
    .where({ claim_id: claim.id, kind: 'final-answer', stopped_at: null })
  expect(running.map(({ deadline_at }) => deadline_at)).toEqual([body.promisedAt])
  const told = JSON.stringify(body)
  for (const secret of ['внутренняя', 'тайна', 'не сказано', other.number, claim.id, hub.company.client.id])
    expect(told).not.toContain(secret)
  expect(JSON.stringify(await hub.platform.db('claim_links').select())).not.toContain(token)
  expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16)
})

test('the client reads what they complained of, as it was heard: the words, the goods, what they want', async () => {
  const [group] = await hub.platform
    .db('product_groups')
    .insert({ code: 'rolled', name_ru: 'Прокат', name_en: 'Rolled' })
    .returning('id')
  const [{ id: productId }] = await hub.platform
    .db('products')
    .insert({ code: 'sheet', name_ru: 'Лист', name_en: 'Sheet', group_id: group.id })
    .returning('id')
  const claim = await openClaim({
    remedySought: 'replacement',
    products: [
      { productId, quantity: '2.5', unit: 't', batch: 'К-104' },
      { productId: null, quantity: null, unit: null, batch: 'К-105' },
    ],
  })
  expect((await read(await tokenFor(claim))).body).toMatchObject({
    complaint: 'Трубы ржавые',
    remedySought: 'replacement',
    products: [
      { product: { nameRu: 'Лист' }, quantity: '2.5', unit: 't', batch: 'К-104' },
      { product: null, batch: 'К-105' },
    ],
  })
  // Nobody of the house opened what a file brought: their first word here is not what they complained of.
  const brought = await openClaim()
  await hub.platform
    .db('claims')
    .where({ id: brought.id })
    .update({ opened_by: null, brought_at: new Date() })
  const [token, text] = [await tokenFor(brought), 'Когда ответите?']
  const word = { token, messageId: randomUUID(), text }
  expect((await client.post('/api/follow/messages', word)).body).toMatchObject({
    complaint: 'Трубы ржавые',
    messages: [{ text }],
  })
  const bare = await openClaim({ productId })
  expect((await read(await tokenFor(bare))).body.products).toMatchObject([{ quantity: null, batch: null }])
})

test('handed out again it is the same link; another claim has another', async () => {
  const [claim, other] = [await openClaim(), await openClaim()]
  const token = await tokenFor(claim)
  expect(await tokenFor(claim)).toBe(token)
  expect(await tokenFor(other)).not.toBe(token)
  const trace = { action: 'follow-link.issue', subject_id: claim.id, actor_id: hub.company.users.handler }
  expect(await hub.platform.db('audit').where(trace)).toHaveLength(2)
})

test('a link that expired, was revoked or never was says so, and opens nothing in any way', async () => {
  const claim = await openClaim()
  const revoked = await tokenFor(claim)
  expect((await handler.delete(`/api/claims/${claim.id}/follow-link`)).status).toBe(204)
  const expired = await tokenFor(claim)
  const mine = hub.platform.db('claim_links').where({ claim_id: claim.id }).whereNull('revoked_at')
  await mine.update({ expires_at: new Date(hub.clock.now() - 1) })
  const wrong = `${expired.slice(0, -2)}AA`
  const dead = [
    [revoked, 410, 'link_revoked'],
    [expired, 410, 'link_expired'],
    [wrong, 404, 'link_unknown'],
  ] as const
  for (const [token, status, code] of dead) {
    const acts = [
      read(token),
      client.post('/api/follow/messages', { token, messageId: crypto.randomUUID(), text: 'x' }),
      client.post('/api/follow/moves', { token, move: 'settle', version: 1 }),
      client.post('/api/follow/rating', { token, score: 5 }),
    ]
    for (const answer of await Promise.all(acts)) expect(answer).toMatchObject({ status, error: { code } })
  }
  expect(await hub.platform.db('claim_messages').where({ claim_id: claim.id })).toEqual([])
  // Asked for anew it is another one: what has expired does not come alive.
  const fresh = await tokenFor(claim)
  expect(fresh).not.toBe(expired)
  expect([(await read(fresh)).status, (await read(expired)).status]).toEqual([200, 410])
})

test('whoever tries links that are none is stopped', async () => {
  const stranger = new Visitor(hub.url, '203.0.113.9')
  const codes: number[] = []
  for (let n = 0; n < 32; n += 1) {
    const { status } = await stranger.post('/api/follow/read', { token: `guess-guess-guess-guess-${n}` })
    codes.push(status)
  }
  expect(codes.slice(0, 30)).toEqual(Array(30).fill(404))
  expect(codes.slice(30)).toEqual([429, 429])
  // Whoever has a link is not held up by them.
  const token = await tokenFor(await openClaim())
  expect((await stranger.post('/api/follow/read', { token })).status).toBe(200)
})

test('what the client writes is kept once and told to the handler; what we write is on the page, with a letter', async () => {
  const claim = await openClaim()
  const token = await tokenFor(claim)
  const word = { token, messageId: crypto.randomUUID(), text: 'Где мои трубы?' }
  for (let n = 0; n < 2; n += 1) expect((await client.post('/api/follow/messages', word)).status).toBe(200)
  expect((await client.post('/api/follow/messages', { ...word, text: 'Другое' })).error?.code).toBe('exists')
  const notices = hub.platform
    .db('notices')
    .where({ user_id: hub.company.users.handler, kind: 'claim-heard' })
  expect((await notices).filter(({ data }) => data.claimId === claim.id)).toHaveLength(1)
  await hub.platform.db('addresses').insert({
    client_id: hub.company.client.id,
    kind: 'email',
    value: 'buyer@client.test',
  })
  const path = `/api/claims/${claim.id}/messages/${crypto.randomUUID()}`
  expect((await handler.put(path, { text: 'Едут, будут завтра' })).body).toMatchObject({
    direction: 'outbound',
    address: 'buyer@client.test',
  })
  expect((await handler.put(path, { text: 'Едут, будут завтра' })).status).toBe(200)
  const [letter, ...more] = await hub.platform
    .db('outbox')
    .where('key', 'like', `mail:claim-client:${claim.id}:%`)
  expect(more).toEqual([])
  expect(letter.payload).toMatchObject({ to: 'buyer@client.test', secret: true })
  expect(letter.payload.subject).toContain(`[${claim.number}]`)
  expect(letter.payload.text).toContain(`/follow#${token}`)
  expect((await read(token)).body.messages).toMatchObject([
    { from: 'client', text: 'Где мои трубы?', author: null },
    { from: 'house', text: 'Едут, будут завтра', author: 'handler name' },
  ])
})

test('a flood of words is stopped for its claim alone', async () => {
  const [claim, other] = [await openClaim(), await openClaim()]
  const write = (token: string) =>
    client.post('/api/follow/messages', { token, messageId: crypto.randomUUID(), text: 'ау' })
  const token = await tokenFor(claim)
  const said = { claim_id: claim.id, direction: 'inbound', channel: 'page', text: 'ау' }
  const at = (ago: number) => new Date(hub.clock.now() - ago)
  await hub.platform.db('claim_messages').insert([
    ...Array.from({ length: 19 }, () => ({ ...said, at: at(60_000) })),
    // Long ago, or not of the page: not counted.
    { ...said, at: at(3_700_000) },
    { ...said, channel: 'mail', at: at(60_000) },
  ])
  expect([(await write(token)).status, (await write(token)).status]).toEqual([200, 429])
  expect((await write(await tokenFor(other))).status).toBe(200)
})

test('the client accepts, confirms and rates by the page; the log says that it was nobody of the house', async () => {
  const claim = await openClaim()
  const token = await tokenFor(claim)
  const act = async (wish: object) =>
    client.post('/api/follow/moves', { token, version: (await read(token)).body.version, ...wish })
  expect((await client.post('/api/follow/rating', { token, score: 5 })).error?.code).toBe('too_early')
  expect((await act({ move: 'settle' })).error?.code).toBe('move_not_allowed')
  await move(claim, { move: 'acknowledge' })
  await move(claim, { move: 'answer', answer: 'Заменим трубы' })
  expect((await read(token)).body).toMatchObject({ answer: 'Заменим трубы', moves: ['settle', 'dispute'] })
  expect((await act({ move: 'dispute' })).error?.fields).toEqual({ grounds: 'required' })
  expect((await act({ move: 'dispute', grounds: 'Мало' })).body).toMatchObject({
    stage: 'disputed',
    answer: null,
  })
  await move(claim, { move: 'answer', answer: 'Заменим и привезём' })
  expect((await act({ move: 'settle', version: 1 })).error?.code).toBe('stale')
  expect((await act({ move: 'settle' })).body).toMatchObject({ stage: 'agreed', moves: ['verify', 'reopen'] })
  expect((await act({ move: 'verify' })).body).toMatchObject({ stage: 'confirmed', moves: [] })
  const rate = (score: number, word?: string) => client.post('/api/follow/rating', { token, score, word })
  expect((await rate(6)).status).toBe(422)
  await rate(3)
  expect((await rate(5, 'быстро')).body.rating).toEqual({ score: 5, word: 'быстро' })
  // Said again it is no other rating; and nobody changes their mind all the time.
  for (let n = 0; n < 6; n += 1) expect((await rate(5, 'быстро')).status).toBe(200)
  const flood: number[] = []
  for (const score of [1, 2, 3, 4]) flood.push((await rate(score)).status)
  expect(flood).toEqual([200, 200, 200, 429])
  hub.clock.advance(3_600_001)
  expect((await rate(5, 'быстро')).status).toBe(200)
  const log = await hub.platform
    .db('events')
    .where({ subject_id: claim.id, kind: 'claim.moved' })
    .orderBy('id')
  const byClient = log.filter(({ actor_id }) => actor_id === null).map(({ data }) => data.move)
  expect(byClient).toEqual(['dispute', 'settle', 'verify'])
  const told = hub.platform.db('notices').where({ user_id: hub.company.users.handler, kind: 'claim-moved' })
  expect((await told).filter(({ data }) => data.claimId === claim.id)).toHaveLength(3)
  const seen = (await handler.get(`/api/claims/${claim.id}/conversation`)).body
  expect(seen).toMatchObject({ rating: { score: 5, word: 'быстро' }, messages: [{ text: 'Мало' }] })
  // Only when an answer stands is there news to write of, and each is ordered once.
  const orders = hub.platform
    .db('outbox')
    .where('kind', 'claim-news')
    .whereJsonPath('payload', '$.claimId', '=', claim.id)
  expect(await orders).toHaveLength(2)
})
