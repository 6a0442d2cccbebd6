/** Rules of deadlines: saved as versions, tried on what runs, applied to it with elapsed and held time kept. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { PolicyClock } from '#shared/claims/deadline-policy.ts'
import { defaultPolicy, type PolicyRule } from '#shared/claims/deadline-policy.ts'
import { type ClaimScene, msk, ruleForAll, setClaimScene } from '../../../../tests/harness/claim-scene.ts'
import { readClaimRow } from '../../claim.store.ts'
import { editDetails } from '../../details/edit-details.ts'
import { applyPolicies } from '../../index.ts'
import { holdClaim, releaseClaim } from '../holds/hold-claim.ts'
import { previewPolicy } from './preview-policy.ts'
import { readPolicyVersions, readPolicyView, restorePolicy, savePolicy } from './save-policy.ts'

// Real transactions: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const opened = msk('2026-03-16T10:00')
const final = (hours: number, steps: PolicyClock['steps'] = []): PolicyClock => ({
  kind: 'final-answer',
  terms: {
    start: 'received',
    n: hours * 60,
    grain: 'minute',
    unit: 'business',
    basis: 'policy',
    pausable: true,
    roll: 'none',
    end: 'midnight',
  },
  steps,
})
const HOLD = { hold: { capDays: 5, remindAfterDays: 2 } }

let scene: ClaimScene
beforeAll(async () => {
  scene = await setClaimScene(opened)
})
beforeEach(() => scene.clear())
afterAll(() => scene.company.drop())

const save = (rules: PolicyRule[], version: number, applies = false) =>
  scene.work((trx, by) => savePolicy(trx, by, { rules, version, applies }))

test('what is saved is a version, who comes second is told, and an old one comes back as a new one', async () => {
  const { db } = scene.company
  expect(await readPolicyView(db)).toMatchObject({ version: 0, savedAt: null, rules: defaultPolicy.rules })
  const first = [ruleForAll([final(9)])]
  expect(await save(first, 0)).toMatchObject({
    version: 1,
    savedAt: opened,
    savedBy: 'handler',
    rules: first,
  })
  await expect(save([ruleForAll([final(18)])], 0)).rejects.toMatchObject({ code: 'changed_meanwhile' })
  await save([ruleForAll([final(18)])], 1)
  await scene.work((trx, by) => restorePolicy(trx, by, { version: 2, restores: 1 }))
  const versions = await readPolicyVersions(db)
  expect(versions[1]?.changes).toMatchObject([{ field: 'all', from: first[0], to: { clocks: [final(18)] } }])
  expect(versions.map(({ version, restores, present }) => [version, restores, present])).toEqual([
    [3, 1, true],
    [2, null, false],
    [1, null, false],
    [0, null, false],
  ])
  expect((await readPolicyView(db)).rules).toEqual(first)
  const missing = scene.work((trx, by) => restorePolicy(trx, by, { version: 3, restores: 77 }))
  await expect(missing).rejects.toMatchObject({ status: 404 })
})

test('a ladder that tells a role there is not is refused', async () => {
  const rules = [ruleForAll([final(9, [{ percent: 50, tell: ['role:pope'] }])])]
  await expect(save(rules, 0)).rejects.toMatchObject({
    status: 422,
    fields: { 'rules.0.clocks': 'unknown_role' },
  })
})

test('a claim keeps the version it was opened under; the dry run says what would change, and writes nothing', async () => {
  await scene.policy([ruleForAll([final(27)])])
  const old = await scene.open()
  await scene.policy([ruleForAll([final(9)])])
  const young = await scene.open()
  const deadlines = async () => [
    (await readClaimRow(scene.company.db, old)).deadline_at,
    (await readClaimRow(scene.company.db, young)).deadline_at,
  ]
  const before = await deadlines()
  expect(before).toEqual([msk('2026-03-19T10:00'), msk('2026-03-17T10:00')])
  const row = await scene.company.db('claims').where({ id: old }).first('number')
  const preview = await previewPolicy(scene.company.db, [ruleForAll([final(9)])], msk('2026-03-17T12:00'))
  expect(preview).toMatchObject({ clocks: 2, sooner: 1, later: 0, overdue: 1 })
  expect(preview.changes).toEqual([
    {
      claimId: old,
      number: row.number,
      client: 'Завод',
      kind: 'final-answer',
      from: before[0],
      to: before[1],
    },
  ])
  expect(await deadlines()).toEqual(before)
})

test('applied to what runs it keeps elapsed and held time and the steps that were taken; the dry run had said so', async () => {
  const ladder: PolicyClock['steps'] = [
    { percent: 10, tell: ['handler'] },
    { percent: 90, tell: ['handler'] },
  ]
  await scene.policy([ruleForAll([final(27, ladder)], HOLD)])
  const id = await scene.open()
  await scene.take(id)
  scene.at(msk('2026-03-16T12:00'))
  await scene.work(async (trx, by) =>
    holdClaim(trx, by, id, { waitsFor: 'answer', version: await scene.version(id) }),
  )
  scene.at(msk('2026-03-17T10:00'))
  await scene.work(async (trx, by) => releaseClaim(trx, by, id, { version: await scene.version(id) }))
  // 27 h, of which 7 lay in the wait: Thursday 17:00 instead of 10:00.
  expect((await readClaimRow(scene.company.db, id)).deadline_at).toBe(msk('2026-03-19T17:00'))
  expect(await scene.sweepAt(msk('2026-03-17T11:00'))).toBe(1)

  const next = [ruleForAll([final(18, [...ladder, { percent: 100, tell: ['lead'], raise: true }])], HOLD)]
  const preview = await previewPolicy(scene.company.db, next, scene.platform.clock.now())
  await save(next, 1, true)
  expect((await readPolicyView(scene.company.db)).left).toBe(1)
  expect(await applyPolicies(scene.platform)).toBe(1)
  expect(await applyPolicies(scene.platform)).toBe(0)
  const [clock] = await scene.clocks(id)
  expect(clock?.deadline_at).toBe(msk('2026-03-18T17:00'))
  expect(preview.changes[0]?.to).toBe(clock?.deadline_at)
  expect(clock?.steps.map(({ key }) => key)).toEqual(['p10', 'p90', 'p100'])
  expect(clock).toMatchObject({ next_step: 1, policy_version: 2, deadline_basis: { policyVersion: 2 } })
  expect((await readClaimRow(scene.company.db, id)).deadline_at).toBe(clock?.deadline_at)
  expect((await readPolicyView(scene.company.db)).left).toBeNull()
  const [told] = await scene.company.db('events').where({ kind: 'claim.clock-changed' })
  expect(told.data).toMatchObject({
    why: 'policy',
    from: msk('2026-03-19T17:00'),
    to: msk('2026-03-18T17:00'),
  })
})

test('a claim found graver goes by the rule for that, and the time gone by counts', async () => {
  const grave = { code: 'grave', when: { severity: 'critical' as const } }
  await scene.policy([ruleForAll([final(27)]), ruleForAll([final(9)], grave)])
  const id = await scene.open()
  scene.at(msk('2026-03-16T15:00'))
  const version = await scene.version(id)
  await scene.work((trx, by) => editDetails(trx, by, id, { severity: 'critical', version }))
  const row = await readClaimRow(scene.company.db, id)
  expect(row).toMatchObject({ severity: 'critical', deadline_at: msk('2026-03-17T10:00') })
  const [told] = await scene.company.db('events').where({ kind: 'claim.clock-changed' })
  expect(told.data).toMatchObject({ why: 'facts', to: row.deadline_at })
})

test('a worker that dies between two batches leaves the rest to the next; a claim somebody is at waits its turn', async () => {
  await scene.policy([ruleForAll([final(27)])])
  const [free, busy] = [await scene.open(), await scene.open()]
  await save([ruleForAll([final(9)])], 1, true)
  await scene.company.db.transaction(async (trx) => {
    await trx('claims').where({ id: busy }).forUpdate()
    expect(await applyPolicies(scene.platform)).toBe(1)
  })
  const versions = async () => [
    (await scene.clocks(free))[0]?.policy_version,
    (await scene.clocks(busy))[0]?.policy_version,
  ]
  expect(await versions()).toEqual([2, 1])
  expect(await applyPolicies(scene.platform)).toBe(1)
  expect(await versions()).toEqual([2, 2])
})
