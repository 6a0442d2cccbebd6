/** Compensations against the database: limits, the second person, races, and the sums that must always hold. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import { feedRecord, rebuildRecord } from '#server/record/index.ts'
import { putRate } from '#server/sales/index.ts'
import type { CompensationKind, CompensationMove } from '#shared/claims/compensation/compensation.state.ts'
import { eventually } from '../../../tests/harness/hub.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { testPlatform } from '../../../tests/harness/test-platform.ts'
import { openClaim } from '../open-claim.ts'
import { moveCompensation } from './move-compensation.ts'
import { proposeCompensation } from './propose-compensation.ts'
import { readCompensations } from './read-compensations.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = Date.parse('2026-03-05T10:00+03:00')
let company: SmallCompany
/** Approves up to 100 alone, up to 1,000, and everything that is proposed here. */
let handler: Actor
let lead: Actor
let head: Actor
let categoryId: string

beforeAll(async () => {
  company = await createSmallCompany()
  const { db, ids } = company
  for (const [code, userId, limit_minor] of [
    ['handles', ids.handler, 100_00],
    ['leads', ids.agent, 1_000_00],
    ['heads', ids.head, 1_000_000_00],
  ] as const) {
    const [role] = await db('roles').insert({ code, name_ru: code, name_en: code }).returning('id')
    await db('user_roles').insert({ user_id: userId, role_id: role.id })
    await db('role_grants').insert({ role_id: role.id, permission: 'compensation.approve', scope: 'all' })
    await db('compensation_limits').insert({
      role_id: role.id,
      limit_minor,
      currency: 'RUB',
      set_at: new Date(now),
    })
  }
  const rights = {
    'client.read': 'all',
    'claim.read': 'all',
    'claim.open': 'all',
    'compensation.propose': 'all',
    'compensation.approve': 'all',
  } as const
  handler = company.actor(ids.handler, rights)
  lead = company.actor(ids.agent, rights)
  head = company.actor(ids.head, rights)
  categoryId = (await db('claim_categories').first('id')).id
  await inTransaction(db, (trx) => putRate(trx, { currency: 'CNY', on: '2026-03-05', rate: '12.5' }))
})
afterAll(() => company.drop())

const open = () =>
  inTransaction(company.db, (trx) =>
    openClaim(
      trx,
      { actor: handler, now },
      { clientId: company.ids.clientRu, categoryId, severity: 'normal', description: 'x' },
    ),
  )
const propose = (
  claimId: string,
  amountMinor: number,
  actor = handler,
  currency = 'RUB',
  kind: CompensationKind = 'refund',
) =>
  inTransaction(company.db, (trx) =>
    proposeCompensation(trx, { actor, now }, claimId, {
      kind,
      amountMinor,
      currency,
      reason: 'брак',
    }),
  )
const move = (id: string, name: CompensationMove, version: number, actor: Actor, at = now) =>
  inTransaction(company.db, (trx) =>
    moveCompensation(
      trx,
      { actor, now: at },
      id,
      name === 'refuse' || name === 'void' ? { move: name, version, reason: 'так' } : { move: name, version },
    ),
  )
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof HubError) return error.code
      throw error
    },
  )
const pageOf = (claimId: string, actor = handler) => readCompensations(company.db, actor, claimId, now)
const stateOf = async (claimId: string) =>
  (await pageOf(claimId)).compensations.map((one) => [one.state, one.ownLimit])
const lastOf = async (claimId: string) => (await pageOf(claimId)).compensations.at(-1)!
const balance = async (claimId: string) => {
  const ids = (await pageOf(claimId)).compensations.map(({ id }) => id)
  const rows = await company.db('client_credits').whereIn('source_id', ids)
  return rows.reduce((sum, row) => sum + row.amount_minor, 0)
}

test('within one’s own limit it is approved at once; all that the claim is given counts', async () => {
  const { id } = await open()
  await propose(id, 60_00)
  expect(await stateOf(id)).toEqual([['approved', true]])
  await propose(id, 50_00)
  expect(await stateOf(id)).toEqual([
    ['approved', true],
    ['proposed', false],
  ])
  expect(await balance(id)).toBe(60_00)
})

test('above it a second person with a higher limit approves, never the proposer', async () => {
  const { id, number } = await open()
  await propose(id, 500_00)
  const { id: one } = await lastOf(id)
  expect(
    await company
      .db('notices')
      .where({ kind: 'compensation-proposed', key: `compensation-proposed:${one}` })
      .pluck('user_id'),
  ).toEqual([company.ids.agent, company.ids.head].sort())
  expect(await refusal(move(one, 'approve', 1, handler))).toBe('own_proposal')
  await propose(id, 700_00, head)
  expect(await stateOf(id)).toEqual([
    ['proposed', false],
    ['approved', true],
  ])
  // 700 are given already, so 500 more pass the lead's 1,000.
  expect(await refusal(move(one, 'approve', 1, lead))).toBe('over_limit')
  expect((await pageOf(id, lead)).compensations[0]?.moves).toEqual([
    { move: 'approve', hindrance: 'over_limit' },
    { move: 'refuse', hindrance: null },
  ])
  await move(one, 'approve', 1, head)
  expect(await company.db('notices').where({ kind: 'compensation-approved' }).first('data')).toMatchObject({
    data: { number },
  })
  expect(await balance(id)).toBe(1_200_00)
})

test('another currency is judged at the rate of the day, and without a rate not at all', async () => {
  const { id } = await open()
  await propose(id, 8_00, handler, 'CNY')
  await propose(id, 1, handler, 'CNY')
  expect(await stateOf(id)).toEqual([
    ['approved', true],
    ['proposed', false],
  ])
  expect(await refusal(propose(id, 1, handler, 'USD'))).toBe('no_rate')
  expect((await pageOf(id)).totals).toEqual([{ currency: 'CNY', amountMinor: 8_00 }])
})

test('two at once: of approving and refusing one is done, and the money moves once or not at all', async () => {
  for (const other of ['approve', 'refuse', 'withdraw'] as const) {
    const { id } = await open()
    await propose(id, 500_00)
    const { id: one } = await lastOf(id)
    const outcomes = await Promise.all([
      refusal(move(one, 'approve', 1, head)),
      refusal(move(one, other, 1, other === 'withdraw' ? handler : lead)),
    ])
    expect(outcomes.filter((code) => code === null)).toHaveLength(1)
    expect(outcomes).toContain('stale')
    expect(await balance(id)).toBe((await lastOf(id)).state === 'approved' ? 500_00 : 0)
  }
})

test('two proposals at once do not pass a limit together', async () => {
  const { id } = await open()
  await Promise.all([propose(id, 70_00), propose(id, 70_00)])
  expect((await stateOf(id)).map(([state]) => state).sort()).toEqual(['approved', 'proposed'])
})

test('the database itself keeps the proposer from approving', async () => {
  const { id } = await open()
  await propose(id, 500_00)
  const { id: one } = await lastOf(id)
  const forced = { state: 'approved', decided_by: handler.userId, decided_at: new Date(now), house_minor: 1 }
  await expect(company.db('compensations').where({ id: one }).update(forced)).rejects.toThrow(/check/)
})

test('in every order of moves the lines sum to what is approved and not taken back, and a rebuild gives the same', async () => {
  const { db } = company
  const people = () => [handler, lead, head]
  const act = fc.oneof(
    fc.record({
      does: fc.constant('propose' as const),
      who: fc.nat(2),
      amount: fc.integer({ min: 1, max: 2_000_00 }),
      yuan: fc.boolean(),
    }),
    fc.record({
      does: fc.constantFrom<CompensationMove>('approve', 'approve', 'refuse', 'withdraw', 'void'),
      who: fc.nat(2),
      which: fc.nat(5),
    }),
  )
  const expected = new Map<string, number>()
  const rowsOf = (claimId: string) => db('compensations').where({ claim_id: claimId }).orderBy('id')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
      const { id } = await open()
      let before = await rowsOf(id)
      for (const one of acts) {
        const actor = people()[one.who]!
        const target = one.does === 'propose' ? null : before[one.which % Math.max(1, before.length)]
        if (one.does === 'propose') await propose(id, one.amount, actor, one.yuan ? 'CNY' : 'RUB')
        else if (target) await refusal(move(target.id, one.does, target.version, actor))
        const after = await rowsOf(id)
        for (const { id: each, state, amount_minor, currency } of after) {
          const was = before.find((earlier) => earlier.id === each)?.state
          const sign = state === was ? 0 : { approved: 1, voided: -1 }[state as string]
          if (sign)
            expected.set(`${id} ${currency}`, (expected.get(`${id} ${currency}`) ?? 0) + sign * amount_minor)
        }
        before = after
      }
    }),
    { numRuns: 8 },
  )
  // The log is readable below the oldest running transaction.
  await eventually(async () => {
    await feedRecord(testPlatform(db, now))
    const { rows } = await db.raw(
      `select 1 from readers r join events e on (e.tx, e.id) > (r.tx, r.id) where r.name = 'record' limit 1`,
    )
    expect(rows).toEqual([])
  })
  const lines = await db('record_lines').whereNotNull('amount_minor')
  const credits = await db('client_credits')
    .join('compensations', 'compensations.id', 'source_id')
    .select('claim_id', 'client_credits.*')
  const sum = (rows: { currency: string; amount_minor: number }[]) =>
    rows.reduce((so, row) => so + row.amount_minor, 0)
  expect(expected.size).toBeGreaterThan(4)
  for (const [key, amount] of expected) {
    const [id, currency] = key.split(' ')
    expect(sum(lines.filter((row) => row.subject_id === id && row.currency === currency))).toBe(0 - amount)
    expect(sum(credits.filter((row) => row.claim_id === id && row.currency === currency))).toBe(amount)
  }
  const kept = await db('record_lines').orderBy(['event_id', 'line'])
  expect(kept.some((line) => line.amount_minor < 0)).toBe(true)
  expect(kept.some((line) => line.tally === -1 && line.amount_minor > 0)).toBe(true)
  const rebuilt = await rebuildRecord(db)
  expect(await db(rebuilt.table).orderBy(['event_id', 'line'])).toEqual(kept)
})

test('taken back at the rate it was approved at, whatever the rate is then', async () => {
  const { id } = await open()
  await propose(id, 8_00, handler, 'CNY')
  const later = now + 3_600_000
  await inTransaction(company.db, (trx) => putRate(trx, { currency: 'CNY', on: '2026-03-05', rate: '20' }))
  const { id: one } = await lastOf(id)
  await move(one, 'void', 2, lead, later)
  await inTransaction(company.db, (trx) => putRate(trx, { currency: 'CNY', on: '2026-03-05', rate: '12.5' }))
  const rows = await company.db('client_credits').where({ source_id: one }).orderBy('at')
  expect(rows.map((row) => [row.ground, row.amount_minor, row.house_minor])).toEqual([
    ['compensation', 8_00, 100_00],
    ['compensation-voided', -8_00, -100_00],
  ])
})

test('a replacement in kind counts against the limit, and is neither owed nor recorded as money', async () => {
  const { id } = await open()
  await propose(id, 60_00, handler, 'RUB', 'replacement')
  await propose(id, 50_00)
  expect(await stateOf(id)).toEqual([
    ['approved', true],
    ['proposed', false],
  ])
  const [given] = (await pageOf(id)).compensations
  await move(given!.id, 'void', 2, lead)
  expect(await balance(id)).toBe(0)
  expect(await company.db('client_credits').where({ source_id: given!.id })).toEqual([])
  await feedRecord(testPlatform(company.db, now))
  const lines = await company
    .db('record_lines')
    .where({ subject_id: id, outcome: 'replacement' })
    .orderBy('event_id')
  expect(lines.map((line) => [line.tally, line.amount_minor, line.house_minor, line.currency])).toEqual([
    [1, null, null, null],
    [-1, null, null, null],
  ])
})
