/** Each figure of problems opens into its claims; parts are counted once; the file is what the screen shows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { batchKey } from '#shared/claims/batch-key.ts'
import type { ClaimFilterAsked } from '#shared/claims/list/claim-filter.contract.ts'
import { type ProblemSide, problemSides } from '#shared/claims/problems/problem.contract.ts'
import { perThousand, problemRows } from '#shared/claims/problems/problem-figures.ts'
import { fillClaims } from '../../../tests/harness/many-claims.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { tellClaims } from '../../../tests/harness/told-claims.ts'
import { countClaims } from '../list/list-claims.ts'
import { readProblems } from './read-problems.ts'

const now = Date.parse('2026-03-05T10:00+03:00')
let company: SmallCompany
let head: Actor
let ofMarket: Actor

beforeAll(async () => {
  company = await createSmallCompany()
  const { db, ids } = company
  await fillClaims(db, { count: 400, marketIds: [ids.ru, ids.cn], handlerIds: [ids.handler], now })
  await tellClaims(db, { now, userId: ids.head })
  head = company.actor(ids.head, { 'claim.read': 'all' })
  ofMarket = company.actor(ids.agent, { 'claim.read': 'market' }, ids.cn)
})
afterAll(() => company.drop())

const pairs = problemSides.flatMap((by) =>
  [undefined, ...problemSides].map((and): [ProblemSide, ProblemSide | undefined] => [by, and]),
)
// Each side alone, and each pair once: the order of two sides changes no count.
const asked = pairs.filter(
  ([by, and]) => and === undefined || problemSides.indexOf(by) < problemSides.indexOf(and),
)

test.each(asked)('by %s and %s: every figure opens into as many claims', async (by, and) => {
  const found = await readProblems(company.db, head, { by, and }, now)
  const days = { from: found.from, to: found.to, zone: found.zone }
  const count = async (rows: ClaimFilterAsked) => (await countClaims(company.db, head, rows, now)).total
  // The first and the last of many are enough.
  for (const row of [...found.rows.slice(0, 2), ...found.rows.slice(-2)]) {
    const sides = row.keys.map(({ key }, index) => ({ side: [by, and][index] as ProblemSide, key }))
    for (const of of ['claims', 'repeats', 'resolved'] as const)
      expect(`${of} ${await count(problemRows({}, days, sides, of))}`).toBe(`${of} ${row[of]}`)
  }
  expect(await count(problemRows({}, days, [], 'claims'))).toBe(found.total.claims)
})

describe('as a naive count finds it', () => {
  type Row = Record<'id' | 'client_id' | 'product_id' | 'closing_ground' | 'currency', string | null> &
    Record<'opened_at' | 'closed_at' | 'claimed_minor', number | null>
  let claims: Row[]
  beforeAll(async () => {
    claims = await company.db('claims').select('*')
  })

  test('by product the parts sum to the total, money by currency, times of what was resolved, repeats', async () => {
    const { rows, total } = await readProblems(company.db, head, { by: 'product' }, now)
    expect(rows.reduce((sum, row) => sum + row.claims, 0)).toBe(total.claims)
    expect(total.claims).toBe(claims.length)
    for (const row of rows) {
      const own = claims.filter(({ product_id }) => product_id === row.keys[0]?.key)
      expect(row.claims).toBe(own.length)
      const took = own
        .filter((one) => one.closed_at !== null && one.closing_ground !== 'merged')
        .map((one) => Number(one.closed_at) - Number(one.opened_at))
        .sort((a, b) => a - b)
      expect(row.resolved).toBe(took.length)
      expect(row.medianMs).toBe(took[Math.ceil(took.length * 0.5) - 1] ?? null)
      expect(row.p80Ms).toBe(took[Math.ceil(took.length * 0.8) - 1] ?? null)
      const roubles = own.filter(({ currency }) => currency === 'RUB')
      expect(row.money.find(({ currency }) => currency === 'RUB')?.claimedMinor ?? 0).toBe(
        roubles.reduce((sum, one) => sum + Number(one.claimed_minor), 0),
      )
      const repeats = own.filter((one) =>
        claims.some((former) => {
          const before = Number(one.opened_at) - Number(former.opened_at)
          const same = former.client_id === one.client_id && former.product_id === one.product_id
          const earlier = before > 0 || (before === 0 && String(former.id) < String(one.id))
          return one.product_id !== null && same && earlier && before < 90 * 86_400_000
        }),
      )
      expect(row.repeats).toBe(repeats.length)
    }
    expect(total.repeats).toBeGreaterThan(0)
    expect(rows.filter(({ resolved }) => resolved > 10).length).toBeGreaterThan(3)
  })

  test('a claim with two lines of one batch is one of it, in any spelling; leads’ alarms are marked', async () => {
    const { db } = company
    const lines = await db('claim_products').whereNotNull('batch').select('claim_id', 'batch')
    await db('batch_alarms').insert({ batch: 'П-3', claims: 3, raised_at: new Date(now) })
    const { rows, total } = await readProblems(db, head, { by: 'batch' }, now)
    for (const { keys, claims: n, alarmAt } of rows) {
      const key = keys[0]?.key
      if (key === null) continue
      const own = new Set(
        lines.filter(({ batch }) => batchKey(batch) === key).map(({ claim_id }) => claim_id),
      )
      expect(`${key} ${n}`).toBe(`${key} ${own.size}`)
      expect(alarmAt).toBe(key === 'П-3' ? now : null)
    }
    expect(rows.reduce((sum, row) => sum + row.claims, 0)).toBeGreaterThan(total.claims)
  })
})

test('to each thousand sold by deals won in the days; nothing is said of what was not sold or is not seen whole', async () => {
  const { db, ids } = company
  const products: { id: string; code: string }[] = await db('products')
    .whereLike('code', 'told-%')
    .select('id', 'code')
  const idOf = (code: string) => products.find((one) => one.code === code)?.id as string
  const deal = (code: string, market_id: string, quantity: number, state = 'won') => ({
    ...{ client_id: ids.clientRu, manager_id: ids.agent, market_id, state, product_id: idOf(code), quantity },
    ...{ currency: 'RUB', opened_at: new Date(now), stage_at: new Date(now), house_minor: 0 },
    ...(state === 'won' && { closed_at: new Date(now - 86_400_000), credited_id: ids.agent }),
  })
  await db('deals').insert([
    deal('told-1-1', ids.ru, 1_500),
    deal('told-1-1', ids.cn, 500.5),
    deal('told-2-1', ids.ru, 20),
    deal('told-1-2', ids.ru, 900, 'quoted'),
  ])
  const soldBy = async (who: Actor, more: { market?: string } = {}) => {
    const { rows, total } = await readProblems(db, who, { by: 'product', ...more }, now)
    return { total: total.sold, of: (code: string) => rows.find(({ keys }) => keys[0]?.key === idOf(code)) }
  }
  const all = await soldBy(head)
  expect(all.of('told-1-1')?.sold).toEqual({ unit: 't', quantity: 2_000.5 })
  expect(perThousand(all.of('told-1-1')!)).toBeCloseTo((all.of('told-1-1')!.claims / 2_000.5) * 1_000)
  expect(all.of('told-1-2')?.sold).toBeNull()
  // Tonnes and pieces are no sum.
  expect(all.total).toBeNull()
  expect((await soldBy(ofMarket)).of('told-1-1')?.sold).toBeNull()
  expect((await soldBy(ofMarket, { market: ids.cn })).of('told-1-1')?.sold?.quantity).toBe(500.5)
})
