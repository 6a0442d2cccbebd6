/** The handlers’ list at the size of a department: twenty thousand open claims. */
import type { Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import type { ClaimFilterAsked, ClaimSort } from '#shared/claims/list/claim-filter.contract.ts'
import { fillClaims } from '../../../tests/harness/many-claims.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { countClaims, listClaims } from './list-claims.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const COUNT = 20_000
/** The bound for a filter, on the server. */
const LIMIT_MS = 200
const now = Date.parse('2026-03-05T10:00+03:00')
let company: SmallCompany
let lead: Actor

beforeAll(async () => {
  company = await createSmallCompany()
  const { ru, cn, handler, head } = company.ids
  await fillClaims(company.db, { count: COUNT, marketIds: [ru, cn], handlerIds: [handler, head], now })
  lead = company.actor(handler, { 'claim.read': 'all' })
})
afterAll(() => company.drop())

const list = (
  asked: ClaimFilterAsked & { sort?: ClaimSort; skip?: number; after?: string; limit?: number },
) => listClaims(company.db, lead, { limit: 100, ...asked }, now)
const numbersOf = ({ claims }: Awaited<ReturnType<typeof list>>) => claims.map(({ number }) => number)

/** The best of three: what a busy machine does meanwhile is not the filter’s. */
const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const taken: number[] = []
  for (let run = 0; run < 3; run += 1) {
    const began = performance.now()
    await work()
    taken.push(performance.now() - began)
  }
  return Math.min(...taken)
}

describe('a page and its counts come within the bound', () => {
  const filters: [string, ClaimFilterAsked][] = [
    ['all open', {}],
    ['my own', { mine: '1' }],
    ['past the deadline', { overdue: '1' }],
    ['with words in another form', { search: 'подшипников' }],
    ['in English, in another form', { search: 'bearing' }],
    ['by a piece of a client’s name', { search: 'клиент 12' }],
    ['by a piece of the number', { search: 'MANY-0199' }],
    ['that find nothing', { search: 'гиппопотам' }],
  ]
  test.each(filters)('%s', async (_, filter) => {
    const page = await msOf(() => list(filter))
    const counts = await msOf(() => countClaims(company.db, lead, filter, now))
    expect({ page: page < LIMIT_MS, counts: counts < LIMIT_MS }, `${page} ms, ${counts} ms`).toEqual({
      page: true,
      counts: true,
    })
  })
  test('the last page, whichever way it is come to', async () => {
    expect(await msOf(() => list({ skip: COUNT - 100 }))).toBeLessThan(LIMIT_MS)
  })
})

test('page after page there is each claim once, in the order of the clocks, and a skip comes to the same rows', async () => {
  const grave = { severity: 'critical' } as const
  const seen: string[] = []
  for (let after: string | undefined; seen.length < COUNT; ) {
    const page = await list({ ...grave, limit: 200, ...(after && { after }) })
    seen.push(...numbersOf(page))
    if (!page.next) break
    after = page.next
  }
  const order = `select number from claims where severity = 'critical' order by desk_rank, deadline_at, id`
  const { rows } = await company.db.raw<{ rows: { number: string }[] }>(order)
  expect(seen).toEqual(rows.map(({ number }) => number))
  expect(numbersOf(await list({ ...grave, skip: 2_300 }))).toEqual(seen.slice(2_300, 2_400))
  const newest = await list({ sort: 'newest', limit: 60 })
  const opened = newest.claims.map(({ openedAt }) => openedAt)
  expect(opened).toEqual([...opened].sort((a, b) => b - a))
  const next = await list({ sort: 'newest', limit: 60, after: newest.next as string })
  expect(numbersOf(next)).toEqual(numbersOf(await list({ sort: 'newest', limit: 60, skip: 60 })))
})

test('the counts are those of the rows', async () => {
  const rows = await company.db('claims').select('handler_id', 'deadline_at', 'severity')
  const grave = rows.filter(({ severity }) => severity === 'critical')
  const day = 86_400_000
  expect(await countClaims(company.db, lead, { severity: 'critical' }, now)).toEqual({
    total: grave.length,
    free: grave.filter(({ handler_id }) => handler_id === null).length,
    mine: grave.filter(({ handler_id }) => handler_id === lead.userId).length,
    overdue: grave.filter(({ deadline_at }) => deadline_at < now).length,
    soon: grave.filter(({ deadline_at }) => deadline_at >= now && deadline_at <= now + day).length,
  })
  const market = company.actor(company.ids.agent, { 'claim.read': 'market' }, company.ids.cn)
  const seen = await countClaims(company.db, market, {}, now)
  expect(seen.total).toBeGreaterThan(0)
  expect(seen.total).toBeLessThan(COUNT)
})

describe('words are found in any of their forms', () => {
  test.each([
    ['подшипники', 'Подшипник'],
    ['подшип', 'Подшипник'],
    ['заклинившие', 'заклинило'],
    ['certificates', 'certificate'],
    ['погнутый лист', 'листы'],
  ])('%s finds «%s», and shows where', async (search, word) => {
    const { claims } = await list({ search, limit: 5 })
    expect(claims.length).toBeGreaterThan(0)
    for (const { found } of claims) {
      expect(found?.some(({ text, hit }) => hit && text.toLowerCase() === word.toLowerCase())).toBe(true)
      expect(found?.some(({ hit }) => !hit)).toBe(true)
    }
  })
  test('all the words have to be there; what is no word finds nothing', async () => {
    expect((await list({ search: 'подшипник гиппопотам' })).claims).toEqual([])
    expect((await list({ search: '—' })).claims).toEqual([])
  })
})

test('the page of all open claims is read from its index, not sorted', async () => {
  const asked: { sql: string; bindings: readonly Knex.RawBinding[] }[] = []
  const hear = (query: { sql: string; bindings: readonly Knex.RawBinding[] }) => void asked.push(query)
  company.db.on('query', hear)
  await list({})
  company.db.off('query', hear)
  const page = asked.find(({ sql }) => sql.includes('limit'))
  const explain = `explain ${page?.sql.replaceAll(/\$\d+/g, '?')}`
  const { rows } = await company.db.raw(explain, page?.bindings ?? [])
  const plan = (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/Index (Only )?Scan using claims_open_desk/)
  expect(plan).not.toMatch(/Seq Scan on claims/)
})
