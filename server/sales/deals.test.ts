import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import type { EditDealInput, MoveDealInput, OpenDealInput } from '#shared/sales/deal.contract.ts'
import { dealMoved } from '#shared/sales/deal.events.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { editDeal, moveDeal, openDeal, putRate, toHouse } from './index.ts'
import { listDeals, readDeal } from './read-deals.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = Date.UTC(2026, 2, 4, 9)
let company: SmallCompany
let agent: Actor
let head: Actor

beforeAll(async () => {
  company = await createSmallCompany()
  const own = { 'client.read': 'all', 'deal.read': 'own', 'deal.work': 'own' } as const
  agent = company.actor(company.ids.agent, own)
  head = company.actor(company.ids.head, { 'client.read': 'all', 'deal.read': 'all', 'deal.work': 'all' })
})
afterAll(() => company.drop())

const open = (input: Partial<OpenDealInput>, actor = agent) =>
  inTransaction(company.db, (trx) =>
    openDeal(trx, { actor, now }, { clientId: company.ids.clientRu, ...input }),
  )
const move = (id: string, input: MoveDealInput, actor = agent, at = now) =>
  inTransaction(company.db, (trx) => moveDeal(trx, { actor, now: at }, id, input))
const edit = (id: string, input: EditDealInput, actor = agent) =>
  inTransaction(company.db, (trx) => editDeal(trx, { actor, now }, id, input))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof HubError ? (error.fields ?? error.code) : String(error)),
  )
const anyReason = async () =>
  (await company.db('refusal_reasons').where({ code: 'product.benefits' }).first()).id as string
const eventsOf = (id: string) => company.db('events').where({ subject_id: id }).orderBy('id')

test('a deal is won at the rate of its day, to the kopeck, and later rates leave it alone (A2, L20)', async () => {
  await inTransaction(company.db, async (trx) => {
    await putRate(trx, { currency: 'CNY', on: '2026-03-03', rate: '11.123456' })
    await putRate(trx, { currency: 'CNY', on: '2026-03-05', rate: '99' })
  })
  const deal = await open({
    clientId: company.ids.clientCn,
    productId: company.ids.product,
    amountMinor: 9_007_199_254_741,
  })
  expect(deal.currency).toBe('CNY')
  const won = await move(deal.id, { move: 'win', version: deal.version })
  const exact = Number((9_007_199_254_741n * 11_123_456n + 500_000n) / 1_000_000n)
  expect(won).toMatchObject({ state: 'won', house_minor: exact, rate: '11.123456' })

  await inTransaction(company.db, (trx) => putRate(trx, { currency: 'CNY', on: '2026-03-03', rate: '50' }))
  expect((await readDeal(company.db, agent, deal.id)).deal.houseMinor).toBe(exact)
})

test('money is converted by numeric, half away from zero, between currencies of different digits', async () => {
  const day = '2026-03-04'
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 10_000_000_000_000 }),
      fc.integer({ min: 1, max: 300_000_000 }),
      fc.constantFrom(['USD', 1_000_000n], ['JPY', 10_000n], ['KWD', 10_000_000n] as [string, bigint]),
      async (minor, millionths, [currency, scale]) => {
        const rate = `${Math.trunc(millionths / 1e6)}.${String(millionths % 1e6).padStart(6, '0')}`
        await inTransaction(company.db, (trx) => putRate(trx, { currency, on: day, rate }))
        const exact = (BigInt(minor) * BigInt(millionths) * 2n + scale) / (2n * scale)
        fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER))
        const house = await toHouse(company.db, { amountMinor: minor, currency }, now)
        expect(house.houseMinor).toBe(Number(exact))
      },
    ),
    { numRuns: 60 },
  )
})

test('a won amount without a rate of its day is refused: it could not be counted', async () => {
  const deal = await open({ productId: company.ids.product, amountMinor: 100, currency: 'AED' })
  expect(await codeOf(move(deal.id, { move: 'win', version: 1 }))).toBe('no_rate')
})

test('the owner at closing is credited; giving the deal away or opening it again later takes back the same (A1)', async () => {
  const deal = await open({ productId: company.ids.product, amountMinor: 5_000 }, head)
  await edit(deal.id, { version: 1, managerId: company.ids.agent }, head)
  await move(deal.id, { move: 'win', version: 2 })
  expect(await codeOf(edit(deal.id, { version: 3, managerId: company.ids.head }, head))).toBe('closed')
  await move(deal.id, { move: 'reopen', version: 3 }, head, now + 1)
  const data = (await eventsOf(deal.id)).map((event) => event.data)
  expect(data[2]).toMatchObject({ managerId: company.ids.agent, houseMinor: 5_000, stageMs: 0 })
  expect(data[3].takesBack).toEqual({
    as: 'won',
    managerId: company.ids.agent,
    departmentId: company.ids.sales,
    houseMinor: 5_000,
    rate: '1',
    refusalReasonId: null,
  })
})

test('two at once: one move wins, the other is told that the deal is another one by now (invariant 3)', async () => {
  const deal = await open({})
  const both = await Promise.all([
    codeOf(move(deal.id, { move: 'qualify', version: 1 })),
    codeOf(move(deal.id, { move: 'negotiate', version: 1 })),
  ])
  expect(both.sort()).toEqual(['done', 'stale'])
  expect(await eventsOf(deal.id)).toHaveLength(2)
})

test('the same request twice, even at once, opens one deal', async () => {
  const requestId = crypto.randomUUID()
  const first = await open({ requestId })
  expect((await open({ requestId })).id).toBe(first.id)
  const again = crypto.randomUUID()
  const both = await Promise.all([open({ requestId: again }), open({ requestId: again })])
  expect(both[0]?.id).toBe(both[1]?.id)
})

test('nobody reaches what is not theirs (invariant 11)', async () => {
  const deal = await open({}, head)
  expect(await codeOf(readDeal(company.db, agent, deal.id))).toBe('not_found')
  expect(await codeOf(move(deal.id, { move: 'qualify', version: 1 }))).toBe('not_found')
  expect(await codeOf(open({ managerId: company.ids.head }))).toBe('denied')
  const mine = await open({})
  expect(await codeOf(edit(mine.id, { version: 1, managerId: company.ids.head }))).toBe('denied')
  const { deals } = await listDeals(company.db, agent, { limit: 200 })
  expect(deals.every((one) => one.manager.id === company.ids.agent)).toBe(true)
})

test('the list is searched by client, product and number; signs of LIKE mean themselves', async () => {
  const deal = await open({})
  const found = async (search: string, actor = head) =>
    (await listDeals(company.db, actor, { search, limit: 200 })).deals.map(({ id }) => id)
  const client = (await company.db('clients').where({ id: company.ids.clientRu }).first()).name as string
  expect(await found(client.slice(1, 5).toUpperCase())).toContain(deal.id)
  expect(await found(`№ ${deal.number}`)).toEqual([deal.id])
  expect(await found(String(deal.number))).toContain(deal.id)
  expect(await found('%')).toEqual([])
  expect(await found('такого нет')).toEqual([])
  const others = await open({ managerId: company.ids.head }, head)
  expect(await found(String(others.number), agent)).toEqual([])
})

test('pages of the list join without a gap or a double', async () => {
  const all = (await listDeals(company.db, head, { limit: 200 })).deals.map((deal) => deal.id)
  const paged: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listDeals(company.db, head, { limit: 3, after })
    paged.push(...page.deals.map((deal) => deal.id))
    if (!page.next) break
    after = page.next
  }
  expect(paged).toEqual(all)
  expect(new Set(paged).size).toBe(all.length)
})

test('losing without a reason is refused, and the reason must be one that may be chosen (A15)', async () => {
  const deal = await open({})
  expect(await codeOf(move(deal.id, { move: 'lose', version: 1 }))).toEqual({ refusalReasonId: 'required' })
  const heading = (await company.db('refusal_reasons').where({ code: 'price' }).first()).id
  expect(await codeOf(move(deal.id, { move: 'lose', version: 1, refusalReasonId: heading }))).toEqual({
    refusalReasonId: 'unknown',
  })
  const lost = await move(deal.id, { move: 'lose', version: 1, refusalReasonId: await anyReason() })
  expect(lost.state).toBe('lost')
  const [, moved] = await eventsOf(deal.id)
  expect(dealMoved.data.parse(moved.data).refusalCode).toBe('product.benefits')
})
