/** Incidents against the database: gathered once, answered claim by claim, and seen as far as claims are. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import { batchKey } from '#shared/claims/batch-key.ts'
import type { OpenClaimInput } from '#shared/claims/claim.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { testPlatform } from '../../../tests/harness/test-platform.ts'
import { assignClaim } from '../assign-claim.ts'
import { listClaims } from '../list/list-claims.ts'
import { moveClaim } from '../move-claim.ts'
import { openClaim } from '../open-claim.ts'
import { readSimilar } from '../similar/read-similar.ts'
import { moveIncident } from './move-incident.ts'
import { openIncident } from './open-incident.ts'
import { addToIncident, removeFromIncident } from './part-claims.ts'
import { raiseBatchAlarms } from './raise-alarms.ts'
import { listIncidents, readIncident } from './read-incidents.ts'
import { suggestIncidents } from './suggest-incidents.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = Date.parse('2026-03-05T10:00+03:00')
const DAY = 86_400_000
let company: SmallCompany
let lead: Actor
let categoryId: string

beforeAll(async () => {
  company = await createSmallCompany()
  const { db, ids } = company
  const [role] = await db('roles').insert({ code: 'h', name_ru: 'h', name_en: 'h' }).returning('id')
  await db('role_grants').insert({ role_id: role.id, permission: 'claim.work', scope: 'all' })
  await db('user_roles').insert({ user_id: ids.handler, role_id: role.id })
  lead = company.actor(ids.handler, {
    'client.read': 'all',
    'claim.read': 'all',
    'claim.open': 'all',
    'claim.work': 'all',
    'incident.lead': 'all',
  })
  categoryId = (await db('claim_categories').where({ code: 'quality' }).first('id')).id
})
afterAll(() => company.drop())

const open = (input: Partial<OpenClaimInput> = {}, at = now) =>
  inTransaction(company.db, (trx) =>
    openClaim(
      trx,
      { actor: lead, now: at },
      { clientId: company.ids.clientRu, categoryId, severity: 'normal', description: 'x', ...input },
    ),
  )
/** Taken and acknowledged: it may be answered. */
const ready = async (input: Partial<OpenClaimInput> = {}) => {
  const { id } = await open(input)
  await inTransaction(company.db, (trx) =>
    assignClaim(trx, { actor: lead, now }, id, { handlerId: lead.userId, version: 1 }),
  )
  return inTransaction(company.db, (trx) =>
    moveClaim(trx, { actor: lead, now }, id, { move: 'acknowledge', version: 2 }),
  )
}
type Seen = { id: string; version: number }
const seen = ({ id, version }: Seen): Seen => ({ id, version })
const gather = (claimIds: string[], actor = lead) =>
  inTransaction(company.db, (trx) => openIncident(trx, { actor, now }, { name: 'Плавка 104', claimIds }))
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof HubError) return error.fields ?? error.code
      throw error
    },
  )

test('one answer goes to each claim by itself: what refuses is told by claim and holds up no other', async () => {
  const [simple, grave, fresh] = [
    await ready(),
    await ready({ severity: 'critical', clientId: company.ids.clientCn }),
    await open(),
  ]
  const { id } = await gather([simple.id, grave.id, fresh.id])
  const claims = [fresh, grave, simple].map(seen)
  const outcomes = await moveIncident(testPlatform(company.db, now + 1_000), lead, id, {
    move: 'answer',
    text: 'Заменим лист.',
    claims,
  })
  const faultOf = (claimId: string) => outcomes.find((one) => one.claimId === claimId)?.fault
  expect(faultOf(simple.id)).toBeNull()
  expect(faultOf(grave.id)).toMatchObject({ code: 'invalid', missing: expect.arrayContaining(['approval']) })
  expect(faultOf(fresh.id)).toMatchObject({ code: 'move_not_allowed' })
  const claimIds = claims.map((one) => one.id)
  const rows = await company.db('claims').whereIn('id', claimIds).select('id', 'answer', 'deadline_at')
  const rowOf = (claimId: string) => rows.find((row) => row.id === claimId)
  expect([simple, grave, fresh].map((claim) => rowOf(claim.id).answer)).toEqual(['Заменим лист.', null, null])
  // Each has kept its own deadline, by its own severity and market.
  expect(rowOf(simple.id).deadline_at).not.toBe(rowOf(grave.id).deadline_at)
  const moves = (await readIncident(company.db, lead, id, now)).moves
  expect(moves.find((one) => one.move === 'answer')?.claimIds).toEqual([grave.id])
  expect(moves.find((one) => one.move === 'settle')?.claimIds).toEqual([simple.id])
})

test('sent again after a lost answer no claim is proposed to twice; remedy and cause are chosen once for all', async () => {
  const claims = [await ready(), await ready()]
  const { id } = await gather(claims.map((one) => one.id))
  const platform = testPlatform(company.db, now)
  const { id: causeId } = await company.db('claim_causes').first('id')
  const send = (deed: { causeId: string } | { remedy: 'refund' }, seenAs: Seen[]) =>
    moveIncident(platform, lead, id, {
      move: 'causeId' in deed ? 'investigate' : 'propose',
      text: 'Плавка 104.',
      ...deed,
      claims: seenAs,
    })
  const whole = await readIncident(company.db, lead, id, now)
  expect(whole.moves.find((one) => one.move === 'propose')?.chooses).toEqual(['remedy'])
  expect(whole.moves.find((one) => one.move === 'investigate')?.chooses).toEqual(['causeId'])
  expect(whole.moves.map((one) => one.move)).not.toContain('assess')
  expect(await send({ causeId }, claims.map(seen))).toMatchObject([{ fault: null }, { fault: null }])
  const after = (await readIncident(company.db, lead, id, now)).claims.map(seen)
  // Of the first piece the answer was lost; all is sent once more.
  await send({ remedy: 'refund' }, after.slice(0, 1))
  const outcomes = await send({ remedy: 'refund' }, after)
  expect(outcomes).toMatchObject([{ fault: null }, { fault: null }])
  const known = (await readIncident(company.db, lead, id, now)).claims.map(seen)
  expect(await send({ remedy: 'refund' }, known)).toMatchObject([{ fault: null }, { fault: null }])
  // Of what was seen otherwise it is left alone.
  expect(await send({ causeId }, after)).toMatchObject([
    { fault: { code: 'stale' } },
    { fault: { code: 'stale' } },
  ])
  const rows = await company.db('claims').whereIn(
    'id',
    claims.map((one) => one.id),
  )
  expect(rows.map(({ state, remedy, cause_id }) => [state, remedy, cause_id])).toEqual(
    claims.map(() => ['proposed', 'refund', causeId]),
  )
  const proposed = company
    .db('events')
    .whereIn(
      'subject_id',
      after.map((one) => one.id),
    )
    .where('kind', 'claim.moved')
    .whereJsonPath('data', '$.move', '=', 'propose')
  expect(await proposed).toHaveLength(2)
})

test('a claim that fails is told by claim too, and the others are answered', async () => {
  const { db } = company
  const [broken, whole] = [await ready(), await ready()]
  const { id } = await gather([broken.id, whole.id])
  await db.raw(`create function fail() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`)
  await db.raw(`create trigger fail before update on claims for each row when (new.id = '${broken.id}')
                execute function fail()`)
  const input = { move: 'answer' as const, text: 'Заменим лист.', claims: [broken, whole].map(seen) }
  const outcomes = await moveIncident(testPlatform(db, now + 1_000), lead, id, input)
  await db.raw('drop function fail cascade')
  const faults = new Map(outcomes.map((one) => [one.claimId, one.fault]))
  expect(faults.get(broken.id)).toEqual({ code: 'fault', missing: [] })
  expect(faults.get(whole.id)).toBeNull()
})

test('a text that the move asks for is asked for once, and a claim of no part in it is refused', async () => {
  const [one, other] = [await ready(), await ready()]
  const { id } = await gather([one.id])
  const platform = testPlatform(company.db, now)
  const silent = { move: 'answer' as const, claims: [seen(one)] }
  expect(await refusal(moveIncident(platform, lead, id, silent))).toEqual({
    text: 'required',
  })
  const both = { move: 'answer' as const, text: 'да', claims: [seen(one), seen(other)] }
  expect(await refusal(moveIncident(platform, lead, id, both))).toEqual({ claims: 'unknown' })
  expect((await company.db('claims').where({ id: one.id }).first()).answer).toBeNull()
})

test('a claim is part of one incident at most, though two gather it at once', async () => {
  const claim = await open()
  const outcomes = await Promise.all([refusal(gather([claim.id])), refusal(gather([claim.id]))])
  expect(outcomes.sort()).toEqual(['in_incident', null].sort())
  expect(await company.db('incident_claims').where({ claim_id: claim.id })).toHaveLength(1)
})

test('claims come by their number and go again; beyond reach they are not found', async () => {
  const [first, second] = [await open(), await open()]
  const { id } = await gather([first.id])
  const doing = { actor: lead, now }
  const add = (number: string) => inTransaction(company.db, (trx) => addToIncident(trx, doing, id, number))
  await add(` ${second.number.toLowerCase()} `)
  expect((await readIncident(company.db, lead, id, now)).incident).toMatchObject({ claims: 2, open: 2 })
  expect(await refusal(add(second.number))).toBe('in_incident')
  expect(await refusal(add('RU-2026-9999'))).toEqual({ number: 'unknown' })
  await inTransaction(company.db, (trx) => removeFromIncident(trx, doing, id, first.id))
  expect(
    await refusal(inTransaction(company.db, (trx) => removeFromIncident(trx, doing, id, first.id))),
  ).toBe('not_found')
  const stranger = company.actor(company.ids.agent, { 'claim.read': 'own' })
  expect(await refusal(readIncident(company.db, stranger, id, now))).toBe('not_found')
  expect((await listIncidents(company.db, stranger)).incidents).toEqual([])
  expect(
    await refusal(
      gather([first.id], { ...stranger, grants: new Map([...stranger.grants, ['incident.lead', 'all']]) }),
    ),
  ).toEqual({
    claimIds: 'unknown',
  })
})

test('claims alike are suggested until they are gathered', async () => {
  const alike = { productId: company.ids.product }
  const ids = [
    await open(alike),
    await open(alike),
    await open({ ...alike, clientId: company.ids.clientCn }),
  ].map((claim) => claim.id)
  await open(alike, now - 20 * DAY)
  const { groups } = await suggestIncidents(company.db, lead, now)
  const found = groups.find((group) => group.product?.id === company.ids.product)
  expect(found).toMatchObject({ by: 'product', clients: 2, category: { code: 'quality' } })
  expect(found?.claims.map((claim) => claim.id).sort()).toEqual([...ids].sort())
  await gather(ids)
  const after = await suggestIncidents(company.db, lead, now)
  expect(after.groups.find((group) => group.product?.id === company.ids.product)).toBeUndefined()
})

test('three claims on one batch, in whatever spelling, are told to leads once, and suggested as a group', async () => {
  const { db } = company
  const platform = testPlatform(db, now)
  const [role] = await db('roles').insert({ code: 'l', name_ru: 'l', name_en: 'l' }).returning('id')
  await db('role_grants').insert({ role_id: role.id, permission: 'incident.lead', scope: 'all' })
  await db('user_roles').insert({ user_id: company.ids.head, role_id: role.id })
  const on = async (batch: string) => {
    const { id } = await open()
    await db('claim_products').insert({ claim_id: id, position: 1, product_id: company.ids.product, batch })
    return id
  }
  const ids = [await on('к-104/2'), await on('К-104 / 2')]
  expect(await raiseBatchAlarms(platform)).toBe(0)
  ids.push(await on('К-104/2 '))
  expect((await Promise.all([raiseBatchAlarms(platform), raiseBatchAlarms(platform)])).sort()).toEqual([0, 1])
  await on('К-104/2')
  expect(await raiseBatchAlarms(platform)).toBe(0)
  const told = await db('notices').where({ kind: 'batch-alarm' })
  expect(told).toMatchObject([{ user_id: company.ids.head, data: { batch: 'К-104/2', claims: 3 } }])
  const { groups } = await suggestIncidents(db, lead, now)
  expect(groups[0]).toMatchObject({ by: 'batch', batch: 'К-104/2' })
  expect(groups[0]?.claims.map((claim) => claim.id)).toEqual(expect.arrayContaining(ids))
})

test('a batch is one in whatever spelling, for the search and among similar claims as well', async () => {
  const { db } = company
  const of = (batch: string) => ({ products: [{ productId: null, quantity: null, unit: null, batch }] })
  const [spaced, joined] = [await ready(of('пл. 77\u00a0/ б')), await ready(of('ПЛ.77/Б'))]
  const spellings = ['пл. 77\u00a0/ б', ' a\u2009b\tc ', 'ёлка-1', '\ufeffX']
  for (const typed of spellings) {
    const { rows } = await db.raw('select batch_key(?) as key', [typed])
    expect(rows[0].key).toBe(batchKey(typed))
  }
  const found = await listClaims(db, lead, { search: 'Пл.77 /б', status: 'all', limit: 10 }, now)
  expect(found.claims.map((one) => one.id).sort()).toEqual([spaced.id, joined.id].sort())
  await inTransaction(db, (trx) =>
    moveClaim(trx, { actor: lead, now }, joined.id, {
      move: 'answer',
      version: joined.version,
      answer: 'да',
    }),
  )
  const { similar } = await readSimilar(db, lead, spaced.id, now)
  expect(similar.find((one) => one.id === joined.id)?.likenesses).toContain('batch')
})
