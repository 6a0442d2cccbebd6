/** Several clocks on a claim: what starts and stops each, what holds them, which drives the desk. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ClockKind } from '#shared/claims/clock-table.ts'
import type { PolicyClock } from '#shared/claims/deadline-policy.ts'
import { messageChannels } from '#shared/claims/follow/claim-message.events.ts'
import { type ClaimScene, msk, ruleForAll, setClaimScene } from '../../../tests/harness/claim-scene.ts'
import { readClaimRow } from '../claim.store.ts'
import { hearClient } from '../follow/hear-client.ts'
import { readClaim } from '../read-claims.ts'
import { dateClaim } from './date-claim.ts'
import { holdClaim, releaseClaim } from './holds/hold-claim.ts'
import { readReceipt } from './receipt/read-receipt.ts'
import { clientWrote } from './words/client-wrote.ts'
import { noteWord } from './words/note-word.ts'

// Real transactions: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const opened = msk('2026-03-16T10:00')
const HOUR = 3_600_000
const hours = (kind: ClockKind, n: number): PolicyClock => ({
  kind,
  terms: {
    start: 'received',
    n: n * 60,
    grain: 'minute',
    unit: 'business',
    basis: 'policy',
    pausable: true,
    roll: 'none',
    end: 'midnight',
  },
  steps: [{ percent: 100, tell: ['handler'] }],
})
const byLaw: PolicyClock = {
  kind: 'final-answer',
  terms: {
    start: 'presented',
    n: 10,
    grain: 'day',
    unit: 'calendar',
    basis: 'law',
    pausable: false,
    roll: 'next-working-day',
    end: 'midnight',
  },
  steps: [],
}

let scene: ClaimScene
beforeAll(async () => {
  scene = await setClaimScene(opened)
  await scene.policy([
    ruleForAll(
      [
        hours('acknowledge', 4),
        hours('first-answer', 18),
        hours('next-update', 27),
        hours('reply', 9),
        hours('final-answer', 45),
        byLaw,
      ],
      { hold: { capDays: 5, remindAfterDays: 2 } },
    ),
  ])
})
afterAll(() => scene.company.drop())

/** Kind (law is said) → deadline, of the clocks that run. */
const running = async (id: string) =>
  Object.fromEntries(
    (await scene.clocks(id))
      .filter(({ stopped_at }) => stopped_at === null)
      .map(({ kind, basis, deadline_at }) => [basis === 'law' ? `${kind} by law` : kind, deadline_at]),
  )
const driving = async (id: string) => {
  const { deadline_at, clock_stopped_at, desk_rank } = await readClaimRow(scene.company.db, id)
  return { deadline_at, clock_stopped_at, desk_rank }
}
const fresh = async () => {
  scene.at(opened)
  const id = await scene.open()
  await scene.take(id)
  return id
}

test('each clock has its own terms and its own end, and the strictest that runs drives the desk', async () => {
  const id = await fresh()
  const law = msk('2026-03-27T00:00')
  expect(await running(id)).toEqual({
    acknowledge: msk('2026-03-16T14:00'),
    'first-answer': msk('2026-03-18T10:00'),
    'final-answer': msk('2026-03-23T10:00'),
    'final-answer by law': law,
  })
  expect(await driving(id)).toMatchObject({ deadline_at: msk('2026-03-16T14:00'), desk_rank: 0 })

  scene.at(msk('2026-03-16T12:00'))
  await scene.move(id, { move: 'acknowledge' })
  expect(Object.keys(await running(id)).sort()).toEqual([
    'final-answer',
    'final-answer by law',
    'first-answer',
    'next-update',
  ])
  expect((await driving(id)).deadline_at).toBe(msk('2026-03-18T10:00'))

  scene.at(msk('2026-03-17T12:00'))
  await scene.work(async (trx, by) =>
    noteWord(trx, by, id, { word: 'told', by: 'call', version: await scene.version(id) }),
  )
  expect(await running(id)).toMatchObject({ 'next-update': msk('2026-03-20T12:00') })
  expect(Object.keys(await running(id))).not.toContain('first-answer')

  const { id: causeId } = await scene.company.db('claim_causes').first('id')
  await scene.move(id, { move: 'investigate', findings: 'ржавчина', causeId })
  await scene.move(id, { move: 'answer', answer: 'заменим' })
  expect(await running(id)).toEqual({})
  expect(await driving(id)).toMatchObject({ clock_stopped_at: msk('2026-03-17T12:00'), desk_rank: 1 })

  scene.at(msk('2026-03-18T09:00'))
  await scene.move(id, { move: 'dispute', grounds: 'снова' })
  expect(Object.keys(await running(id)).sort()).toEqual([
    'final-answer',
    'final-answer by law',
    'next-update',
  ])
  expect(await driving(id)).toMatchObject({ clock_stopped_at: null, deadline_at: msk('2026-03-20T18:00') })
})

test('the client’s word starts the clock of the reply, once; our word stops it; thanks after closing start none', async () => {
  const id = await fresh()
  const wrote = async (at: number) => {
    scene.at(at)
    await scene.work(async (trx) => clientWrote(trx, { actor: null }, await readClaimRow(trx, id), at))
  }
  await wrote(msk('2026-03-16T17:00'))
  await wrote(msk('2026-03-17T09:00'))
  // Nine working hours from the first of the two.
  expect(await running(id)).toMatchObject({ reply: msk('2026-03-17T17:00') })
  const replies = (await scene.clocks(id)).filter(({ kind }) => kind === 'reply')
  expect(replies).toHaveLength(1)

  scene.at(msk('2026-03-17T17:00') + 1)
  await scene.work(async (trx, by) =>
    noteWord(trx, by, id, { word: 'told', by: 'message', version: await scene.version(id) }),
  )
  const page = await readClaim(scene.company.db, scene.handler, id, scene.platform.clock.now())
  expect(page.clocks.find(({ kind }) => kind === 'reply')).toMatchObject({ breached: true })

  await scene.move(id, { move: 'acknowledge' })
  await scene.move(id, { move: 'withdraw', grounds: 'нашли сами' })
  await scene.move(id, { move: 'close' })
  const before = await scene.clocks(id)
  await wrote(msk('2026-03-18T10:00'))
  expect(await scene.clocks(id)).toEqual(before)
})

test.each(messageChannels)('the client’s word by %s starts the clock of the reply', async (channel) => {
  const id = await fresh()
  const now = msk('2026-03-16T17:00')
  scene.at(now)
  await scene.work(async (trx) =>
    hearClient(trx, await readClaimRow(trx, id), { id: randomUUID(), channel, text: 'где ответ?', now }),
  )
  expect(await running(id)).toMatchObject({ reply: msk('2026-03-17T17:00') })
})

test('while it waits for its client what may be paused stands still, and the law’s clock does not', async () => {
  const id = await fresh()
  const before = await running(id)
  scene.at(msk('2026-03-16T13:00'))
  const held = await scene.work(async (trx, by) =>
    holdClaim(trx, by, id, { waitsFor: 'photos', version: await scene.version(id) }),
  )
  expect(held.endsAt).toBe(msk('2026-03-24T00:00'))
  const again = scene.work(async (trx, by) =>
    holdClaim(trx, by, id, { waitsFor: 'photos', version: await scene.version(id) }),
  )
  await expect(again).rejects.toMatchObject({ code: 'held' })
  // At the latest: an hour of the four was left, and the wait ends by itself in five working days.
  expect(await running(id)).toMatchObject({
    acknowledge: msk('2026-03-24T10:00'),
    'final-answer by law': before['final-answer by law'],
  })
  expect((await driving(id)).deadline_at).toBe(msk('2026-03-24T10:00'))
  const page = await readClaim(scene.company.db, scene.handler, id, scene.platform.clock.now())
  expect(page.clocks.map(({ held: stands }) => stands)).toEqual([true, true, true, false])
  expect(page.mayHold).toBeNull()

  // A night and seven working hours later the client answers: only open time that the wait covered is given back.
  scene.at(msk('2026-03-17T11:00'))
  await scene.work(async (trx) =>
    clientWrote(trx, { actor: null }, await readClaimRow(trx, id), msk('2026-03-17T11:00')),
  )
  expect(await running(id)).toMatchObject({
    acknowledge: msk('2026-03-17T12:00'),
    'first-answer': (before['first-answer'] as number) + 7 * HOUR,
    reply: msk('2026-03-18T11:00'),
  })
  const [hold] = await scene.company.db('claim_holds').where({ claim_id: id })
  expect(hold).toMatchObject({ to_at: msk('2026-03-17T11:00'), ended_by: 'client' })
})

test('a client who stays silent is reminded of once, and the wait ends by itself at its cap, at its true time', async () => {
  const id = await fresh()
  await scene.work(async (trx, by) =>
    holdClaim(trx, by, id, { waitsFor: 'sample', version: await scene.version(id) }),
  )
  const events = () => scene.company.db('events').where({ subject_id: id }).whereLike('kind', 'claim.hold-%')
  const mine = () =>
    scene.company.db('notices').whereLike('kind', 'claim-hold-%').whereRaw(`data ->> 'claimId' = ?`, [id])
  await scene.sweepAt(msk('2026-03-19T00:00') - 1)
  expect(await events()).toHaveLength(0)
  await scene.sweepAt(msk('2026-03-19T00:00'))
  await scene.sweepAt(msk('2026-03-19T00:00'))
  expect(await mine()).toHaveLength(1)
  // Every worker was down for two days past the cap.
  await scene.sweepAt(msk('2026-03-26T10:00'))
  expect((await events()).map(({ kind }) => kind).sort()).toEqual(['claim.hold-ended', 'claim.hold-reminded'])
  const [hold] = await scene.company.db('claim_holds').where({ claim_id: id })
  expect(hold).toMatchObject({ to_at: msk('2026-03-24T00:00'), ended_by: 'cap' })
  const clocks = await scene.clocks(id)
  expect(clocks.find(({ kind }) => kind === 'acknowledge')?.deadline_at).toBe(msk('2026-03-24T13:00'))
  const release = scene.work(async (trx, by) =>
    releaseClaim(trx, by, id, { version: await scene.version(id) }),
  )
  await expect(release).rejects.toMatchObject({ code: 'not_held' })
})

test('when it was presented becomes known: the law’s clock counts from there, the others stay', async () => {
  const id = await fresh()
  const before = await running(id)
  scene.at(msk('2026-03-17T10:00'))
  const dates = { sentAt: null, presentedAt: msk('2026-03-10T12:00') }
  await scene.work(async (trx, by) => dateClaim(trx, by, id, { ...dates, version: await scene.version(id) }))
  expect(await running(id)).toEqual({ ...before, 'final-answer by law': msk('2026-03-21T00:00') })
  const [changed] = await scene.company.db('events').where({ subject_id: id, kind: 'claim.clock-changed' })
  expect(changed.data).toMatchObject({ why: 'facts', to: msk('2026-03-21T00:00') })
})

test('the receipt of every clock agrees with its deadline, also where waits lie in it', async () => {
  const id = await fresh()
  scene.at(msk('2026-03-16T13:00'))
  await scene.work(async (trx, by) =>
    holdClaim(trx, by, id, { waitsFor: 'answer', version: await scene.version(id) }),
  )
  scene.at(msk('2026-03-17T11:00'))
  await scene.work(async (trx, by) => releaseClaim(trx, by, id, { version: await scene.version(id) }))
  for (const clock of await scene.clocks(id)) {
    const receipt = await readReceipt(
      scene.company.db,
      scene.handler,
      { id, clock: clock.id },
      scene.platform.clock.now(),
    )
    expect(receipt.agrees).toBe(true)
    expect(receipt.lines.at(-1)?.to).toBe(clock.deadline_at)
    expect(receipt.total.heldMs > 0).toBe(clock.basis === 'policy')
  }
})
