/** Workers die at every point of every kind of step, two sweep at once, the clock is set back: each step is done once. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import type { PolicyClock } from '#shared/claims/deadline-policy.ts'
import { type ClaimScene, msk, ruleForAll, setClaimScene } from '../../../../tests/harness/claim-scene.ts'
import { readClaimRow } from '../../claim.store.ts'
import { escalateClaims } from '../../index.ts'

// Connections are killed and opened here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const opened = msk('2026-03-16T10:00')
const HOUR = 3_600_000
const clock: PolicyClock = {
  kind: 'final-answer',
  terms: {
    start: 'received',
    n: 10 * 60,
    grain: 'minute',
    unit: 'calendar',
    basis: 'policy',
    pausable: false,
    roll: 'none',
    end: 'midnight',
  },
  steps: [
    { percent: 50, tell: ['handler'] },
    { percent: 75, tell: ['lead'] },
    { percent: 90, tell: [], reassign: true },
    { percent: 100, tell: ['role:head-after-sales'], raise: true },
    { businessDaysAfter: 1, tell: ['role:director'], raise: true },
  ],
}
/** Each kind of step, with the tables that it writes to. */
const KINDS: [string, number, string[]][] = [
  ['reminds the handler', 0.5, ['claim_escalations', 'claim_clocks', 'outbox', 'events']],
  ['tells the lead', 0.75, ['notices']],
  ['passes it on', 0.9, ['claims', 'notices']],
  ['raises it and tells the head', 1, ['claims', 'outbox']],
]

let scene: ClaimScene
let other: string
let lead: string
let director: string
beforeAll(async () => {
  scene = await setClaimScene(opened)
  lead = await scene.addUser('lead', 'supervisor')
  director = await scene.addUser('director', 'director')
  other = await scene.addUser('other', 'claim-handler')
})
beforeEach(async () => {
  await scene.clear()
  await scene.policy([ruleForAll([clock])])
})
afterAll(() => scene.company.drop())

const at = (part: number) => opened + part * 10 * HOUR
const steps = (id: string) => scene.company.db('claim_escalations').where({ claim_id: id }).orderBy('step')
const told = async () =>
  (await scene.company.db('notices').whereLike('kind', 'claim-%').orderBy('id')).map(({ user_id, kind }) => [
    kind,
    user_id,
  ])

/** Whoever writes to that table next loses its connection there and then, as if the worker had been killed. */
const killAt = async (table: string) => {
  const { db } = scene.company
  await db.raw(`
    create function die() returns trigger language plpgsql as $$
      begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create trigger die after insert or update on ${table} for each row execute function die()`)
}
const liveOn = () => scene.company.db.raw('drop function die cascade')

test('the ladder as a whole: who is told, who has it then, how urgent it is', async () => {
  const id = await scene.open()
  await scene.take(id)
  for (const part of [0.5, 0.75, 0.9, 1]) await scene.sweepAt(at(part))
  await scene.sweepAt(msk('2026-03-18T00:00'))
  const head = scene.company.ids.head
  expect(await told()).toEqual([
    ['claim-escalated', scene.handler.userId],
    ['claim-escalated', lead],
    ['claim-assigned', head],
    ['claim-escalated', head],
    ['claim-escalated', director],
  ])
  expect((await steps(id)).map(({ did }) => did)).toEqual([
    {},
    {},
    { reassigned: { from: scene.handler.userId, to: head } },
    { raisedTo: 1 },
    { raisedTo: 2 },
  ])
  expect(await readClaimRow(scene.company.db, id)).toMatchObject({ handler_id: head, urgency: 2 })
})

test('passed on, it goes by the rule of a first handler: to nobody who is away', async () => {
  const { company, handler } = scene
  const days = { from_on: '2026-03-01', to_on: '2026-03-31' }
  const made = { made_by: handler.userId, made_at: new Date(opened) }
  const away = [company.ids.head, lead, director].map((user_id) => ({ user_id, ...days, ...made }))
  await company.db('claim_absences').insert(away)
  const id = await scene.open()
  await scene.take(id)
  await scene.sweepAt(at(0.9))
  await company.db('claim_absences').delete()
  expect(await readClaimRow(company.db, id)).toMatchObject({ handler_id: other })
})

test.each(KINDS)(
  'a step that %s is done whole and once, wherever its worker dies',
  async (_, part, tables) => {
    const id = await scene.open()
    await scene.take(id)
    // What comes before it has been done.
    await scene.sweepAt(at(part) - 1)
    const [before, notices] = [(await steps(id)).length, await told()]
    const claim = await readClaimRow(scene.company.db, id)
    const letters = await scene.company.db('outbox').pluck('key')
    for (const table of tables) {
      await killAt(table)
      expect(await scene.sweepAt(at(part))).toBe(0)
      await liveOn()
      expect([await steps(id), await told()]).toEqual([await steps(id), notices])
      expect(await steps(id)).toHaveLength(before)
      expect(await readClaimRow(scene.company.db, id)).toEqual(claim)
      expect(await scene.company.db('outbox').pluck('key')).toEqual(letters)
    }
    expect(await scene.sweepAt(at(part))).toBe(1)
    expect(await scene.sweepAt(at(part))).toBe(0)
    expect(await steps(id)).toHaveLength(before + 1)
    expect(await scene.company.db('events').where({ subject_id: id, kind: 'claim.escalated' })).toHaveLength(
      before + 1,
    )
  },
)

test('two workers at once over ladders that pass claims on: every step once, every claim with one handler', async () => {
  const ids = await Promise.all(Array.from({ length: 3 }, () => scene.open()))
  scene.at(msk('2026-03-18T00:00'))
  const second = openDatabase(scene.company.url, { max: 4 })
  const both = [scene.platform, { ...scene.platform, db: second }, scene.platform]
  await Promise.all(both.map((one) => escalateClaims(one)))
  await escalateClaims(scene.platform)
  await second.destroy()
  for (const id of ids) {
    expect((await steps(id)).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4])
    expect((await readClaimRow(scene.company.db, id)).urgency).toBe(2)
  }
  const passed = await scene.company.db('events').where({ kind: 'claim.assigned' })
  expect(passed).toHaveLength(ids.length)
  expect([scene.handler.userId, other, scene.company.ids.head]).toContain(passed[0].data.handlerId)
})

test('a clock set back an hour repeats nothing, and what falls due afterwards comes in its time', async () => {
  const id = await scene.open()
  await scene.take(id)
  expect(await scene.sweepAt(at(0.75))).toBe(2)
  expect(await scene.sweepAt(at(0.75) - HOUR)).toBe(0)
  expect(await scene.sweepAt(at(0.9) - 1)).toBe(0)
  expect(await scene.sweepAt(at(0.9))).toBe(1)
  expect((await steps(id)).map(({ step }) => step)).toEqual([0, 1, 2])
})

/** Ways in which an answered claim comes back. */
const BACK: [string, Parameters<ClaimScene['move']>[1][]][] = [
  ['disputed', [{ move: 'dispute', grounds: 'снова' }]],
  ['closed and opened', [{ move: 'verify' }, { move: 'close' }, { move: 'reopen', grounds: 'снова' }]],
]

test.each(BACK)(
  'a claim that is %s again and again climbs the ladder by a rung each time',
  async (_, way) => {
    const rungs: PolicyClock['steps'] = [
      { returned: 1, tell: ['lead'] },
      { returned: 2, tell: ['role:director'], raise: true },
    ]
    await scene.policy([ruleForAll([{ ...clock, steps: rungs }])])
    const id = await scene.open()
    await scene.take(id)
    await scene.move(id, { move: 'acknowledge' })
    for (const back of [1, 2]) {
      await scene.move(id, { move: 'answer', answer: 'заменим' })
      for (const move of way) await scene.move(id, move)
      expect(await scene.sweepAt(opened)).toBe(back)
    }
    expect((await told()).filter(([kind]) => kind === 'claim-escalated').map(([, user]) => user)).toEqual([
      lead,
      lead,
      director,
    ])
    expect((await readClaimRow(scene.company.db, id)).urgency).toBe(1)
  },
)
