/** Claims that a file brought in, among the hub's own work: policies, automatic handlers, and another file of the same. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { claimImporting, sheetOf } from '../../../tests/harness/claim-importing.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { applyPolicies, assignWaitingClaims, escalateClaims } from '../index.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let hub: Hub
let who: Visitor
let importing: ReturnType<typeof claimImporting>
beforeAll(async () => {
  hub = await startHub({ worker: false, now: Date.parse('2026-06-15T12:00+03:00') })
  who = await hub.as('administrator')
  importing = claimImporting(hub, () => who)
})
afterAll(() => hub.stop())

const claimOf = (outer: string) => hub.platform.db('claims').where({ outer_number: outer }).first()

test('what an applied policy adds passes over what was past when the claim was brought in, and is nobody’s work', async () => {
  const { db } = hub.platform
  const { id } = await importing.check(sheetOf(1, 'Г'))
  await importing.apply(id)
  const claim = await claimOf('Г-0')
  const { version, rules } = (await who.get('/api/claim-policies')).body
  const first = rules.find(({ code }: { code: string }) => code === 'normal')
  const [final] = first.clocks
  const added = [
    { percent: 50, tell: ['handler'] },
    { businessDaysAfter: 60, tell: ['role:director'] },
  ]
  const firstAnswer = { ...final, kind: 'first-answer', steps: [{ percent: 100, tell: ['role:director'] }] }
  const clocks = [{ ...final, steps: [...final.steps, ...added] }, firstAnswer]
  const policy = { rules: [{ ...first, code: 'all', when: {}, clocks }], version, applies: true }
  expect((await who.put('/api/claim-policies', policy)).error).toBeUndefined()
  expect(await applyPolicies(hub.platform)).toBeGreaterThan(0)
  await escalateClaims(hub.platform)
  expect(await db('claim_escalations').where({ claim_id: claim.id })).toEqual([])
  const ladders = await db('claim_clocks').where({ claim_id: claim.id }).orderBy('kind')
  const now = hub.clock.now()
  const ahead = ({ steps }: { steps: { at: number }[] }) =>
    steps.filter(({ at }) => at > now).map(({ at }) => at)
  expect(ladders).toMatchObject([
    { kind: 'final-answer', next_step: 4, escalate_at: ahead(ladders[0])[0] },
    { kind: 'first-answer', next_step: 1, escalate_at: null },
  ])
  expect(ladders[1].deadline_at).toBeLessThan(now)
  expect((await importing.undo(id)).counts).toMatchObject({ removed: 1 })
})

test('two files of the same claims, both checked before either is carried out, open each once', async () => {
  const files = [await importing.check(sheetOf(2, 'Д')), await importing.check(sheetOf(2, 'Д'))] as const
  expect(files.map(({ counts }) => counts)).toEqual([{ ready: 2 }, { ready: 2 }])
  expect((await importing.apply(files[0].id)).counts).toMatchObject({ created: 2 })
  expect((await importing.apply(files[1].id)).counts).toMatchObject({ skipped: 2 })
  expect(await hub.platform.db('claims').whereLike('outer_number', 'Д-%')).toHaveLength(2)
  await importing.undo(files[0].id)
})

test('whom the hub gives the claims of a file is not told of each', async () => {
  const { db } = hub.platform
  const { id } = await importing.check(sheetOf(1, 'Е'))
  await importing.apply(id)
  const automatic = (claims_assigned: boolean) =>
    db('markets').where({ id: hub.company.markets.ru }).update({ claims_assigned })
  await automatic(true)
  await assignWaitingClaims(hub.platform)
  await automatic(false)
  const { id: claimId, handler_id } = await claimOf('Е-0')
  expect(handler_id).not.toBeNull()
  expect(await db('notices').whereJsonPath('data', '$.claimId', '=', claimId)).toEqual([])
  expect((await importing.undo(id)).counts).toMatchObject({ removed: 1 })
})

test('a part of a claim of a file passes over what the whole has passed over', async () => {
  const { db } = hub.platform
  const { id } = await importing.check(sheetOf(1, 'З'))
  await importing.apply(id)
  const whole = await claimOf('З-0')
  const split = { version: whole.version, description: 'Вторая', categoryId: whole.category_id, lines: [] }
  const { body: part } = await who.post(`/api/claims/${whole.id}/split`, split)
  await escalateClaims(hub.platform)
  expect(await db('claim_escalations').where({ claim_id: part.id })).toEqual([])
  const clock = await db('claim_clocks').where({ claim_id: part.id, kind: 'final-answer' }).first()
  const past = clock.steps.filter(({ at }: { at: number }) => at <= hub.clock.now())
  expect(past.length).toBeGreaterThan(2)
  expect(clock).toMatchObject({ started_at: whole.opened_at, next_step: past.length })
})

test('what the law holds is not taken back with the file', async () => {
  const { db } = hub.platform
  const { id } = await importing.check(sheetOf(1, 'Ж'))
  await importing.apply(id)
  const hold = { client_id: hub.company.client.id, reason: 'Спор в суде', put_at: new Date() }
  await db('client_holds').insert(hold)
  expect((await importing.undo(id)).counts).toMatchObject({ kept: 1 })
  expect(await claimOf('Ж-0')).toBeDefined()
})
