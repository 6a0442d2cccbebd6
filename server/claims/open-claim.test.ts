import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { type Database, inTransaction, openDatabase } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import type { OpenClaimInput } from '#shared/claims/claim.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { openClaim } from './index.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = Date.UTC(2026, 11, 31, 20, 30)
let company: SmallCompany
let other: Database
let agent: Actor
let categoryId: string

beforeAll(async () => {
  company = await createSmallCompany()
  other = openDatabase(company.url, { max: 8 })
  agent = company.actor(company.ids.agent, { 'client.read': 'all', 'claim.open': 'all', 'claim.read': 'all' })
  categoryId = (await company.db('claim_categories').where({ code: 'quality' }).first()).id
})
afterAll(async () => {
  await other.destroy()
  await company.drop()
})

type Options = { db?: Database; at?: number; rollBack?: boolean }

const open = (input: Partial<OpenClaimInput>, { db = company.db, at = now, rollBack }: Options = {}) =>
  inTransaction(db, async (trx) => {
    const claim = await openClaim(
      trx,
      { actor: agent, now: at },
      { clientId: company.ids.clientRu, categoryId, severity: 'normal', description: 'ржавчина', ...input },
    )
    if (rollBack) throw new Error('rolled back')
    return claim
  })
const numbers = async () =>
  (await company.db('claims').orderBy('number').select('number')).map((row) => row.number as string)
const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof HubError ? (error.fields ?? error.code) : String(error)),
  )

test('numbers have no gaps and no doubles: 20 at once from two servers, every third rolled back', async () => {
  const opened = Array.from({ length: 20 }, (_, index) =>
    open({}, { db: index % 2 ? other : company.db, rollBack: index % 3 === 0 }).catch((error: Error) => {
      expect(error.message).toBe('rolled back')
      return null
    }),
  )
  const claims = (await Promise.all(opened)).filter((claim) => claim !== null)
  expect(claims).toHaveLength(13)
  expect(await numbers()).toEqual(
    Array.from({ length: 13 }, (_, index) => `RU-2026-${String(index + 1).padStart(6, '0')}`),
  )
})

test('the year is that of the market’s zone, and each market counts for itself', async () => {
  // 20:30 UTC: 23:30 of the old year in Moscow, 04:30 of the new one in Shanghai.
  const shanghai = await open({ clientId: company.ids.clientCn })
  expect(shanghai.number).toBe('CN-2027-000001')
  const moscow = await open({}, { at: now + 3_600_000 })
  expect(moscow.number).toBe('RU-2027-000001')
})

test('the deadline follows from the market’s calendar, and what it was computed from stays with the clock', async () => {
  const thursday = Date.parse('2026-03-05T10:00+03:00')
  const claim = await open({ severity: 'high' }, { at: thursday })
  // Friday, then Tuesday: Monday the 9th is a holiday in this calendar.
  expect(claim.deadline_at).toBe(Date.parse('2026-03-11T00:00+03:00'))
  const clock = await company.db('claim_clocks').where({ claim_id: claim.id }).first()
  expect(clock.deadline_at).toBe(claim.deadline_at)
  expect(clock.deadline_basis).toMatchObject({
    policyVersion: 0,
    severity: 'high',
    calendar: 'ru',
    zone: 'Europe/Moscow',
  })
  const event = await company.db('events').where({ subject_id: claim.id }).first()
  expect(event).toMatchObject({ kind: 'claim.opened', actor_id: company.ids.agent })
  expect(event.data).toMatchObject({
    openerDepartmentId: company.ids.sales,
    country: 'RU',
    industry: 'pipes',
  })
  expect(await company.db('timeline').where({ subject_id: claim.id }).first()).toMatchObject({
    kind: 'claim',
    client_id: company.ids.clientRu,
  })
})

test('the same request twice, even at once, opens one claim and takes one number', async () => {
  const requestId = crypto.randomUUID()
  const [one, two] = await Promise.all([open({ requestId }), open({ requestId }, { db: other })])
  expect(one?.id).toBe(two?.id)
  expect((await open({ requestId })).number).toBe(one?.number)
})

test('what a claim points at must be there and belong together; nothing is half-written', async () => {
  const before = await numbers()
  const [person] = await company
    .db('persons')
    .insert({ client_id: company.ids.clientCn, name: 'Ли' })
    .returning('id')
  const nobody = crypto.randomUUID()
  expect(await fieldsOf(open({ clientId: nobody }))).toEqual({ clientId: 'unknown' })
  expect(await fieldsOf(open({ personId: person.id, productId: nobody, categoryId: nobody }))).toEqual({
    personId: 'not_of_client',
    productId: 'unknown',
    categoryId: 'unknown',
  })
  const chinese = company.actor(
    company.ids.agent,
    { 'client.read': 'all', 'claim.open': 'market' },
    company.ids.cn,
  )
  const elsewhere = inTransaction(company.db, (trx) =>
    openClaim(
      trx,
      { actor: chinese, now },
      { clientId: company.ids.clientRu, categoryId, severity: 'low', description: 'x' },
    ),
  )
  expect(await fieldsOf(elsewhere)).toEqual({ clientId: 'other_market' })
  expect(await numbers()).toEqual(before)
})
