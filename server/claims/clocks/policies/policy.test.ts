/** Rules of deadlines: saved as versions, tried on what runs, applied to it with elapsed and held time kept. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { PolicyClock } from '#shared/claims/deadline-policy.ts'
import { defaultPolicy, type PolicyRule } from '#shared/claims/deadline-policy.ts'
import { type ClaimScene, msk, ruleForAll, setClaimScene } from '../../../../tests/harness/claim-scene.ts'
import { readClaimRow } from '../../claim.store.ts'
import { editDetails } from '../../details/edit-details.ts'
import { applyPolicies } from '../../index.ts'
import { readClaim } from '../../read-claims.ts'
import { holdClaim, releaseClaim } from '../holds/hold-claim.ts'
import { clientWrote } from '../words/client-wrote.ts'
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
const SHUT = JSON.stringify({ 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] })
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
  expect(await readPolicyView(db, opened)).toMatchObject({
    version: 0,
    savedAt: null,
    rules: defaultPolicy.rules,
  })
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
  expect((await readPolicyView(db, opened)).rules).toEqual(first)
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
  expect((await readPolicyView(scene.company.db, opened)).left).toBe(1)
  expect(await applyPolicies(scene.platform)).toBe(1)
  expect(await applyPolicies(scene.platform)).toBe(0)
  const [clock] = await scene.clocks(id)
  expect(clock?.deadline_at).toBe(msk('2026-03-18T17:00'))
  expect(preview.changes[0]?.to).toBe(clock?.deadline_at)
  expect(clock?.steps.map(({ key }) => key)).toEqual(['p10', 'p90', 'p100'])
  expect(clock).toMatchObject({ next_step: 1, policy_version: 2, deadline_basis: { policyVersion: 2 } })
  expect((await readClaimRow(scene.company.db, id)).deadline_at).toBe(clock?.deadline_at)
  expect((await readPolicyView(scene.company.db, opened)).left).toBeNull()
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

test('a claim put under another kind goes by the rule for that, too', async () => {
  const { db } = scene.company
  const other = await db('claim_categories').where({ code: 'delivery' }).first('id')
  const late = { code: 'late', when: { categoryId: other.id as string } }
  await scene.policy([ruleForAll([final(27)]), ruleForAll([final(9)], late)])
  const id = await scene.open()
  scene.at(msk('2026-03-16T15:00'))
  const version = await scene.version(id)
  await scene.work((trx, by) => editDetails(trx, by, id, { categoryId: other.id, version }))
  expect((await readClaimRow(db, id)).deadline_at).toBe(msk('2026-03-17T10:00'))
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

test('clocks that the applied rules add begin where they would have begun, and the dry run had said so', async () => {
  const byLaw: PolicyClock = {
    kind: 'final-answer',
    terms: { ...final(1).terms, grain: 'day', n: 10, unit: 'calendar', basis: 'law', pausable: false },
    steps: [],
  }
  const sooner = (kind: PolicyClock['kind'], hours: number): PolicyClock => ({ ...final(hours), kind })
  await scene.policy([ruleForAll([final(27)])])
  const [written, silent] = [await scene.open(), await scene.open()]
  for (const id of [written, silent]) await scene.take(id)
  scene.at(msk('2026-03-16T11:00'))
  await scene.move(written, { move: 'acknowledge' })
  await scene.work(async (trx, by) => clientWrote(trx, by, await readClaimRow(trx, written), by.now))
  scene.at(msk('2026-03-16T15:00'))
  const next = [
    ruleForAll([final(27), byLaw, sooner('acknowledge', 4), sooner('reply', 9), sooner('first-answer', 18)]),
  ]
  const preview = await previewPolicy(scene.company.db, next, scene.platform.clock.now())
  expect(preview).toMatchObject({ clocks: 2, added: 6, sooner: 0, later: 0, overdue: 1, uncounted: 0 })
  await save(next, 1, true)
  expect(await applyPolicies(scene.platform)).toBe(2 + 6)
  const added = async (id: string) =>
    (await scene.clocks(id))
      .filter(({ deadline_at }) => deadline_at !== msk('2026-03-19T10:00'))
      .map(({ kind, basis, started_at, deadline_at }) => [kind, basis, started_at, deadline_at])
      .sort()
  const [heard, law] = [msk('2026-03-16T11:00'), msk('2026-03-27T00:00')]
  expect(await added(written)).toEqual([
    ['final-answer', 'law', opened, law],
    ['first-answer', 'policy', opened, msk('2026-03-18T10:00')],
    ['reply', 'policy', heard, msk('2026-03-17T11:00')],
  ])
  // Not acknowledged in its four hours: by the new rules that was due at two o’clock.
  expect(await added(silent)).toEqual([
    ['acknowledge', 'policy', opened, msk('2026-03-16T14:00')],
    ['final-answer', 'law', opened, law],
    ['first-answer', 'policy', opened, msk('2026-03-18T10:00')],
  ])
  expect((await readClaimRow(scene.company.db, silent)).deadline_at).toBe(msk('2026-03-16T14:00'))
  const told = await scene.company
    .db('events')
    .where({ kind: 'claim.clock-changed', subject_id: silent })
    .orderBy('id')
  expect(told.map(({ data }) => [data.clock, data.from])).toEqual([
    ['final-answer', null],
    ['acknowledge', null],
    ['first-answer', null],
  ])
  expect(preview.changes[0]).toMatchObject({ claimId: silent, kind: 'acknowledge', from: null })
  // Once and for all: the same rules again add nothing.
  await save(next, 2, true)
  expect(await applyPolicies(scene.platform)).toBe(2 + 6)
  expect(await added(silent)).toHaveLength(3)
})

test('a claim whose calendar never opens is left out, told of, and counted once the calendar opens', async () => {
  const { db, ids } = scene.company
  await scene.policy([ruleForAll([final(27)], HOLD)])
  const shut = await scene.open({ clientId: ids.clientCn })
  const fine = [await scene.open(), await scene.open()]
  const calendar = await db('calendars').where({ code: 'cn' }).first('week')
  await db('calendars').where({ code: 'cn' }).update({ week: SHUT })
  try {
    const next = [ruleForAll([final(9)])]
    expect(await previewPolicy(db, next, opened)).toMatchObject({ clocks: 3, sooner: 2, uncounted: 1 })
    await save(next, 1, true)
    expect(await applyPolicies(scene.platform)).toBe(2)
    expect(await applyPolicies(scene.platform)).toBe(0)
    for (const id of fine) expect(await scene.clocks(id)).toMatchObject([{ policy_version: 2 }])
    expect(await scene.clocks(shut)).toMatchObject([{ policy_version: 1 }])
    expect(await readClaim(db, scene.handler, shut, opened)).toMatchObject({ clocks: [{}], mayHold: null })
    expect(await readPolicyView(db, opened)).toMatchObject({ left: 1, neverOpen: [{ code: 'cn' }] })
  } finally {
    await db('calendars')
      .where({ code: 'cn' })
      .update({ week: JSON.stringify(calendar.week) })
  }
  expect(await applyPolicies(scene.platform)).toBe(1)
  expect(await scene.clocks(shut)).toMatchObject([{ policy_version: 2 }])
  expect(await readPolicyView(db, opened)).toMatchObject({ left: null, neverOpen: [] })
})

test('a claim found graver gets the clocks of the rule for that, too, since they would have begun', async () => {
  const grave = { code: 'grave', when: { severity: 'critical' as const } }
  const update: PolicyClock = { ...final(9), kind: 'next-update' }
  await scene.policy([ruleForAll([final(27)]), ruleForAll([final(27), update], grave)])
  const id = await scene.open()
  await scene.take(id)
  scene.at(msk('2026-03-16T12:00'))
  await scene.move(id, { move: 'acknowledge' })
  scene.at(msk('2026-03-16T15:00'))
  const version = await scene.version(id)
  await scene.work((trx, by) => editDetails(trx, by, id, { severity: 'critical', version }))
  expect((await scene.clocks(id)).map(({ kind, started_at }) => [kind, started_at])).toEqual([
    ['final-answer', opened],
    ['next-update', msk('2026-03-16T12:00')],
  ])
  expect((await readClaimRow(scene.company.db, id)).deadline_at).toBe(msk('2026-03-17T12:00'))
})
