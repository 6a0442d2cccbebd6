/** Every figure of the board opens into exactly the claims it counts, whoever looks and however it is narrowed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { flowRows, groundRows, lateActionRows, standingRows } from '#shared/claims/board/board-figures.ts'
import { type BoardAsked, boardParts, type ClaimBoard } from '#shared/claims/board/claim-board.contract.ts'
import { type ClaimFilterAsked, claimFilter } from '#shared/claims/list/claim-filter.contract.ts'
import { fillClaims } from '../../../tests/harness/many-claims.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { tellClaims } from '../../../tests/harness/told-claims.ts'
import { countClaims, listClaims } from '../list/list-claims.ts'
import { readBoard } from './read-board.ts'

const now = Date.parse('2026-03-05T10:00+03:00')
let company: SmallCompany
let lead: Actor
let ofMarket: Actor

beforeAll(async () => {
  company = await createSmallCompany()
  const { db, ids } = company
  await fillClaims(db, { count: 600, marketIds: [ids.ru, ids.cn], handlerIds: [ids.handler, ids.head], now })
  await tellClaims(db, { now, userId: ids.head })
  lead = company.actor(ids.head, { 'claim.read': 'all' })
  ofMarket = company.actor(ids.agent, { 'claim.read': 'market' }, ids.cn)
})
afterAll(() => company.drop())

type Figure = { says: string; value: number; rows: ClaimFilterAsked }

/** All that a board shows, each with what it opens. */
const figuresOf = (board: ClaimBoard, scope: Pick<BoardAsked, 'market' | 'handler' | 'main'>): Figure[] => {
  const days = { from: board.from, to: board.to, zone: board.zone }
  const figures: Figure[] = []
  const add = (says: string, value: number, rows: ClaimFilterAsked) => figures.push({ says, value, rows })
  for (const of of ['open', 'overdue', 'risk'] as const) {
    add(`all ${of}`, board.now.total[of], standingRows(scope, of))
    for (const part of boardParts)
      for (const row of board.now.parts[part])
        add(`${part} ${row.key} ${of}`, row[of], standingRows(scope, of, { part, key: row.key }))
  }
  add('late actions', board.now.lateActions, lateActionRows(scope))
  const { period } = board
  for (const flow of ['opened', 'reopened', 'closed'] as const) {
    add(flow, period.total[flow], flowRows(scope, days, flow))
    for (const stretch of period.stretches)
      add(`${flow} ${stretch.from}`, stretch[flow], flowRows(scope, { ...days, ...stretch }, flow))
  }
  for (const { ground, closed } of period.grounds) add(ground, closed, groundRows(scope, days, ground))
  add('came-back', period.cameBack, flowRows(scope, days, 'came-back'))
  add('rated', period.ratings.given, flowRows(scope, days, 'closed', { rating: 'given' }))
  add('content', period.ratings.content, flowRows(scope, days, 'closed', { rating: 'content' }))
  add('paid', period.cost.claims, flowRows(scope, days, 'compensated'))
  for (const { key, opened } of period.causes)
    add(`cause ${key}`, opened, flowRows(scope, days, 'opened', { cause: key as 'none' }))
  return figures
}

describe.each([
  ['all of it', () => lead, () => ({})],
  ['one market, by whose reach it is', () => ofMarket, () => ({})],
  ['one handler', () => lead, () => ({ handler: company.ids.handler })],
  [
    'one market, by the day',
    () => lead,
    () => ({ market: company.ids.ru, grain: 'day' as const, from: '2026-02-27' }),
  ],
] as const)('%s', (_, who, narrowing) => {
  test('the rows that each figure opens are as many as it says, and none is asked for in other words', async () => {
    const { grain = 'week', from, ...scope } = narrowing() as Partial<BoardAsked>
    const board = await readBoard(company.db, who(), { ...scope, grain, from }, now)
    const figures = figuresOf(board, scope)
    expect(figures.filter(({ value }) => value > 0).length).toBeGreaterThan(40)
    for (const { says, value, rows } of figures) {
      expect(claimFilter.safeParse(rows).success, says).toBe(true)
      const { total } = await countClaims(company.db, who(), rows, now)
      expect(`${says}: ${total}`).toBe(`${says}: ${value}`)
    }
  })
})

/** All claims as the list shows them, badges and all. */
const shown = async (asked: ClaimFilterAsked) =>
  (await listClaims(company.db, lead, { ...asked, limit: 1_000 }, now)).claims

test('late and at risk are those that bear the badge of it', async () => {
  const all = await shown({ status: 'open' })
  const ids = (claims: typeof all) => claims.map(({ id }) => id).sort()
  const atRisk = all.filter(({ atRisk }) => atRisk)
  expect(atRisk.length).toBeGreaterThan(5)
  expect(ids(await shown({ risk: '1' }))).toEqual(ids(atRisk))
  const late = all.filter(({ breached, clockStoppedAt }) => breached && clockStoppedAt === null)
  expect(ids(await shown({ overdue: '1' }))).toEqual(ids(late))
})

test('the parts sum to the total, but for clocks, of which a claim has several; all is as a naive count finds it', async () => {
  const board = await readBoard(company.db, lead, { grain: 'day' }, now)
  const open = await shown({ status: 'open' })
  expect(board.now.total.open).toBe(open.length)
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0)
  for (const part of boardParts.filter((one) => one !== 'clock'))
    for (const of of ['open', 'overdue', 'risk'] as const)
      expect(`${part} ${of} ${sum(board.now.parts[part].map((row) => row[of]))}`).toBe(
        `${part} ${of} ${board.now.total[of]}`,
      )
  const ofStage = (state: string) => open.filter((claim) => claim.state === state).length
  for (const { key, open: n } of board.now.parts.stage) expect(n).toBe(ofStage(key))

  const from = Date.parse(`${board.from}T00:00+03:00`)
  const to = Date.parse(`${board.to}T00:00+03:00`) + 86_400_000
  const inPeriod = (at: number | null) => at !== null && at >= from && at < to
  const { db } = company
  const claims = await db('claims').select('id', 'opened_at')
  const closings = await db('claim_closings').select('claim_id', 'closed_at', 'reopened_at')
  const opened = claims.filter(({ opened_at }) => inPeriod(opened_at)).length
  const closed = new Set(closings.filter((one) => inPeriod(one.closed_at)).map((one) => one.claim_id))
  const reopened = new Set(closings.filter((one) => inPeriod(one.reopened_at)).map((one) => one.claim_id))
  expect(board.period.total).toEqual({ opened, closed: closed.size, reopened: reopened.size })
  expect(sum(board.period.stretches.map((one) => one.opened))).toBe(opened)
  expect(sum(board.period.causes.map((one) => one.opened))).toBe(opened)
  expect(closings.length).toBeGreaterThan(new Set(closings.map((one) => one.claim_id)).size)
  const scores = await db('claim_ratings')
    .whereIn('claim_id', [...closed])
    .pluck('score')
  expect(board.period.ratings).toEqual({
    given: scores.length,
    content: scores.filter((score) => score >= 4).length,
    sum: sum(scores),
  })
  const paid = await db('compensations').select('house_minor', 'decided_at', 'voided_at')
  const cost = paid.map(
    (one) => one.house_minor * (Number(inPeriod(one.decided_at)) - Number(inPeriod(one.voided_at))),
  )
  expect(board.period.cost.money).toEqual([{ currency: 'RUB', amountMinor: sum(cost) }])
})
