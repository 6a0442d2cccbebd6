/** Ten claims whose like has been answered before, among two thousand others: whether it is found, and what is said of it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { claimStates, owesAnswer } from '#shared/claims/claim.state.ts'
import { fillClaims } from '../../../tests/harness/many-claims.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { readSimilar } from './read-similar.ts'

vi.setConfig({ hookTimeout: 60_000 })

const now = Date.parse('2026-03-05T10:00+03:00')
/** As two clients tell of the same thing, each in their own words. */
const pairs: [before: string, again: string][] = [
  ['При сверлении полки швеллера пошли трещины', 'Швеллер трескается, когда сверлим отверстия в полке'],
  ['Оцинкованный лист позеленел под плёнкой', 'Под плёнкой на оцинковке зелёные пятна'],
  [
    'Диаметр прутка меньше заявленного на 0,4 мм',
    'Пруток тоньше: диаметр по замерам меньше на полмиллиметра',
  ],
  ['Сварной шов трубы потёк при опрессовке', 'При опрессовке трубы текут по сварному шву'],
  ['Водитель выгрузил балки у чужого склада', 'Балки выгружены на чужом складе, водитель уехал'],
  [
    'The galvanised coil is telescoped and its inner wraps are loose',
    'Inner wraps of a galvanised coil came loose, the coil telescoped',
  ],
  [
    'Wrong steel grade: S235 was delivered instead of S355',
    'We ordered grade S355 and the steel delivered is S235',
  ],
  ['Invoice shows the freight twice', 'Freight is charged twice in your invoice'],
  ['Кромка рулона порвана стропами крана', 'Стропы крана порвали кромку у рулонов'],
  ['Уголок скручен винтом, в кондуктор не встаёт', 'Скрученный уголок не ложится в кондуктор'],
]

let company: SmallCompany
let reader: Actor
const agains: string[] = []
beforeAll(async () => {
  company = await createSmallCompany()
  const { ru, cn, handler, head, clientRu, clientCn } = company.ids
  const { db } = company
  await fillClaims(db, { count: 2_000, marketIds: [ru, cn], handlerIds: [handler, head], now })
  const past = claimStates.states.find((state) => !owesAnswer(state) && state !== 'closed')
  // Others that were answered too: they are in the way.
  await db('claims')
    .whereLike('number', 'MANY-%')
    .whereRaw('right(number, 1) < ?', ['6'])
    .update({
      state: past,
      clock_stopped_at: new Date(now),
      answer: 'Проверили и ответили',
    })
  const categories = await db('claim_categories').orderBy('position').pluck('id')
  for (const [index, [before, again]] of pairs.entries()) {
    const row = (number: string, description: string) => ({
      number,
      description,
      client_id: clientRu,
      market_id: ru,
      // The same thing is often filed under another heading.
      category_id: categories[index % 3],
      severity: 'normal',
      state: claimStates.initial,
      opened_at: new Date(now),
      deadline_at: new Date(now),
    })
    const answered = { state: past, clock_stopped_at: new Date(now), answer: `Ответ ${index}` }
    await db('claims').insert({
      ...row(`OLD-${index}`, before),
      ...answered,
      client_id: clientCn,
      market_id: cn,
    })
    const made = { ...row(`NEW-${index}`, again), category_id: categories[(index + 1) % 4] }
    const [added] = await db('claims').insert(made).returning('id')
    agains.push(added.id)
  }
  await db.raw('analyze claims')
  reader = company.actor(handler, { 'claim.read': 'all' })
})
afterAll(() => company.drop())

test('of ten pairs at least eight are found among the first five', async () => {
  const places: number[] = []
  for (const [index, id] of agains.entries()) {
    const { similar } = await readSimilar(company.db, reader, id, now)
    places.push(similar.findIndex(({ number }) => number === `OLD-${index}`) + 1)
  }
  const found = places.filter((place) => place > 0)
  process.stdout.write(
    `similar claims: ${found.length} of ${pairs.length} in the top five, at ${places.join(' ')}\n`,
  )
  expect(found.length).toBeGreaterThanOrEqual(8)
})

test('it is told how it ended and what they have in common; what is not in reach is not told of', async () => {
  const { similar } = await readSimilar(company.db, reader, agains[3] as string, now)
  expect(similar[0]).toMatchObject({ number: 'OLD-3', answer: 'Ответ 3' })
  expect(similar[0]?.likenesses).toContain('words')
  expect(similar.every(({ state }) => !owesAnswer(state))).toBe(true)
  const market = company.actor(company.ids.agent, { 'claim.read': 'market' })
  const own = await readSimilar(company.db, market, agains[3] as string, now)
  expect(own.similar.map(({ number }) => number)).not.toContain('OLD-3')
})

test('the same batch outweighs words in common, and the cost of the other is told', async () => {
  const { db } = company
  const [old] = await db('claims').where({ number: 'MANY-000010' }).select('id')
  await db('claims').where({ id: old.id }).update({ agreed_minor: 125_000, currency: 'RUB' })
  const line = (claim_id: string, batch: string) => ({ claim_id, position: 1, batch })
  await db('claim_products').insert([line(old.id, 'п-4417'), line(agains[5] as string, 'П-4417')])
  const { similar } = await readSimilar(db, reader, agains[5] as string, now)
  expect(
    similar
      .map(({ number }) => number)
      .slice(0, 2)
      .sort(),
  ).toEqual(['MANY-000010', 'OLD-5'])
  const found = similar.find(({ number }) => number === 'MANY-000010')
  expect(found?.likenesses).toContain('batch')
  expect(found?.cost).toEqual({ amountMinor: 125_000, currency: 'RUB' })
  const { handler, head } = company.ids
  const given = { kind: 'refund', amount_minor: 1_000, currency: 'CNY', reason: 'брак', state: 'approved' }
  const by = { proposed_by: handler, decided_by: head, proposed_at: new Date(now), decided_at: new Date(now) }
  const inHouse = { house_minor: 12_500, house_currency: 'RUB' }
  await db('compensations').insert({ claim_id: old.id, ...given, ...by, ...inHouse })
  const after = (await readSimilar(db, reader, agains[5] as string, now)).similar
  expect(after.find(({ id }) => id === old.id)?.cost).toEqual({ amountMinor: 12_500, currency: 'RUB' })
})

test('a claim whose words nobody else has is like none by its words', async () => {
  const id = agains[0] as string
  await company.db('claims').where({ id }).update({ description: 'Абракадабра', product_id: null })
  expect((await readSimilar(company.db, reader, id, now)).similar).toEqual([])
})
