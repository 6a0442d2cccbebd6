/**
 * A year of claims on a clock that is moved by hand, over both changes of the zone's clocks, with workers killed at
 * random. Every escalation and every breach is compared with a reckoning that shares no code with the engine.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import type { ClockTerms } from '#shared/claims/clock.ts'
import { type ClaimScene, ruleForAll, setClaimScene } from '../../../../tests/harness/claim-scene.ts'
import { type NaiveHold, naiveCalendar } from '../../../../tests/harness/naive-deadlines.ts'
import { readClaimRow } from '../../claim.store.ts'
import { holdClaim } from '../holds/hold-claim.ts'
import { clientWrote } from '../words/client-wrote.ts'

// A year in seconds, in real transactions: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const START = Date.parse('2026-01-12T08:00:00Z')
const CLAIMS = 14
const CLOSED = ['2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25']
const MINUTES = { policy: 30 * 60, reply: 6 * 60 }
const CAP_DAYS = 4

let scene: ClaimScene
/** The same walk each time: what differs between two runs is only where the workers die. */
let seed = 17
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}

const terms = (other: Partial<ClockTerms>): ClockTerms => ({
  start: 'received',
  n: 1,
  grain: 'minute',
  unit: 'business',
  basis: 'policy',
  pausable: true,
  roll: 'none',
  end: 'midnight',
  ...other,
})

beforeAll(async () => {
  scene = await setClaimScene(START)
  const { db } = scene.company
  const exceptions = JSON.stringify(CLOSED.map((date) => ({ date, intervals: [] })))
  await db('calendars').where({ code: 'ru' }).update({ zone: 'Europe/Berlin', exceptions })
  await db('markets').where({ code: 'ru' }).update({ zone: 'Europe/Berlin' })
  const tell = ['handler']
  await scene.policy([
    ruleForAll(
      [
        {
          kind: 'final-answer',
          terms: terms({ n: MINUTES.policy }),
          steps: [
            { percent: 50, tell },
            { percent: 90, tell },
            { percent: 100, tell, raise: true },
            { businessDaysAfter: 1, tell },
          ],
        },
        {
          kind: 'reply',
          terms: terms({ n: MINUTES.reply }),
          steps: [
            { percent: 75, tell },
            { percent: 100, tell },
          ],
        },
        {
          kind: 'final-answer',
          terms: terms({
            n: 10,
            grain: 'day',
            unit: 'calendar',
            basis: 'law',
            pausable: false,
            roll: 'next-working-day',
          }),
          steps: [{ percent: 100, tell }],
        },
      ],
      { hold: { capDays: CAP_DAYS, remindAfterDays: 2 } },
    ),
  ])
})
afterAll(() => scene.company.drop())

type Act = {
  at: number
  claim: number
  does: 'open' | 'acknowledge' | 'hold' | 'wrote' | 'answer' | 'dispute' | 'sweep'
}

/** What happens in the year, in its order: whole minutes, none twice. */
const makeYear = (): Act[] => {
  const acts: Act[] = []
  for (let claim = 0; claim < CLAIMS; claim += 1) {
    let at = START + Math.floor((claim * 350 * DAY) / CLAIMS)
    at = at - (at % DAY) + (7 + random(10)) * 60 * MINUTE + random(60) * MINUTE
    const later = (hours: number) => {
      at += (1 + random(hours * 60)) * MINUTE
      return at
    }
    acts.push({ at, claim, does: 'open' }, { at: later(8), claim, does: 'acknowledge' })
    if (random(2) === 0) acts.push({ at: later(40), claim, does: 'hold' })
    if (random(2) === 0) acts.push({ at: later(90), claim, does: 'wrote' })
    acts.push({ at: later(240), claim, does: 'answer' })
    if (random(3) === 0)
      acts.push({ at: later(60), claim, does: 'dispute' }, { at: later(200), claim, does: 'answer' })
  }
  for (let at = START; at < START + 375 * DAY; at += DAY + random(5 * 1_440) * MINUTE)
    acts.push({ at, claim: -1, does: 'sweep' })
  return acts.sort((a, b) => a.at - b.at)
}

/** One clock as the slow reckoning sees it. */
type Slow = {
  kind: string
  law: boolean
  started: number
  stopped: number | null
  done: Map<string, { due: number; at: number }>
}
type SlowClaim = { clocks: Slow[]; holds: (NaiveHold & { open: boolean; cap: number })[]; owes: boolean }

const calendar = naiveCalendar({ zone: 'Europe/Berlin', from: 9, to: 18, closed: CLOSED })
const deadlineOf = ({ kind, law, started }: Slow, holds: NaiveHold[]): number => {
  if (law) return calendar.afterDays(started, 10, false)
  return calendar.afterMinutes(started, kind === 'reply' ? MINUTES.reply : MINUTES.policy, holds)
}
const ladderOf = (clock: Slow, holds: NaiveHold[]): [string, number][] => {
  const end = deadlineOf(clock, holds)
  if (clock.law) return [['p100', end]]
  const part = (percent: number) =>
    calendar.afterMinutes(
      clock.started,
      ((clock.kind === 'reply' ? MINUTES.reply : MINUTES.policy) * percent) / 100,
      holds,
    )
  if (clock.kind === 'reply')
    return [
      ['p75', part(75)],
      ['p100', end],
    ]
  return [
    ['p50', part(50)],
    ['p90', part(90)],
    ['p100', end],
    ['d1', calendar.afterDays(end - 1, 1, true)],
  ]
}

const rungsOf = ({ kind, law }: Pick<Slow, 'kind' | 'law'>) => (law ? 1 : kind === 'reply' ? 2 : 4)

const slowly = (claims: SlowClaim[], { at, claim, does }: Act): void => {
  const one = claims[claim]
  const start = (kind: string, law = false) =>
    one?.clocks.push({ kind, law, started: at, stopped: null, done: new Map() })
  const endHold = () => {
    for (const hold of one?.holds ?? [])
      if (hold.open) Object.assign(hold, { open: false, to: Math.min(at, hold.cap) })
  }
  if (does === 'open') {
    claims[claim] = { clocks: [], holds: [], owes: true }
    claims[claim].clocks.push(
      { kind: 'final-answer', law: false, started: at, stopped: null, done: new Map() },
      { kind: 'final-answer', law: true, started: at, stopped: null, done: new Map() },
    )
  }
  if (does === 'hold') {
    const cap = calendar.afterDays(at, CAP_DAYS, true)
    one?.holds.push({ from: at, to: cap, cap, open: true })
  }
  if (does === 'wrote') {
    endHold()
    if (!one?.clocks.some(({ kind, stopped }) => kind === 'reply' && stopped === null)) start('reply')
  }
  if (does === 'answer') {
    endHold()
    for (const clock of one?.clocks ?? []) clock.stopped ??= at
  }
  if (does === 'dispute') {
    start('final-answer')
    start('final-answer', true)
  }
  if (does !== 'sweep') return
  for (const { clocks, holds } of claims.filter(Boolean)) {
    for (const hold of holds) if (hold.open && hold.cap <= at) hold.open = false
    for (const clock of clocks.filter(
      ({ stopped, done, ...one }) => stopped === null && done.size < rungsOf(one),
    )) {
      for (const [key, due] of ladderOf(clock, clock.law ? [] : holds))
        if (due <= at && !clock.done.has(key)) clock.done.set(key, { due, at })
    }
  }
}

/** A worker of its own connections, which may lose them all at any moment; the next one takes over at once. */
const sweepMortally = async (at: number): Promise<void> => {
  if (random(4) === 0) {
    const name = `mortal-${at}`
    const mortal = openDatabase(scene.company.url, { max: 2, name })
    const sweeping = scene.sweepAt(at, { ...scene.platform, db: mortal }).catch(() => 0)
    await new Promise((resolve) => setTimeout(resolve, random(12)))
    await scene.company.db.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?',
      [name],
    )
    await sweeping
    await mortal.destroy()
  }
  await scene.sweepAt(at)
}

test('a year with workers killed at random: each escalation and each breach as the slow reckoning has it', async () => {
  const ids: string[] = []
  const slow: SlowClaim[] = []
  for (const act of makeYear()) {
    scene.at(act.at)
    const id = ids[act.claim] as string
    if (act.does === 'sweep') await sweepMortally(act.at)
    else if (act.does === 'open') {
      ids[act.claim] = await scene.open()
      await scene.take(ids[act.claim] as string)
    } else if (act.does === 'hold')
      await scene.work(async (trx, by) =>
        holdClaim(trx, by, id, { waitsFor: 'answer', version: await scene.version(id) }),
      )
    else if (act.does === 'wrote')
      await scene.work(async (trx) => clientWrote(trx, { actor: null }, await readClaimRow(trx, id), act.at))
    else
      await scene.move(id, {
        move: act.does,
        ...(act.does === 'answer' && { answer: 'да' }),
        ...(act.does === 'dispute' && { grounds: 'нет' }),
      })
    slowly(slow, act)
  }
  let [compared, breaches] = [0, 0]
  for (const [at, id] of ids.entries()) {
    const { clocks, holds } = slow[at] as SlowClaim
    const rows = await scene.clocks(id)
    expect(rows).toHaveLength(clocks.length)
    const steps = await scene.company.db('claim_escalations').where({ claim_id: id }).orderBy('step')
    for (const clock of clocks) {
      const row = rows.find(
        (one) =>
          one.kind === clock.kind && (one.basis === 'law') === clock.law && one.started_at === clock.started,
      )
      const deadline = deadlineOf(
        clock,
        clock.law ? [] : holds.filter(({ from }) => clock.stopped === null || from < clock.stopped),
      )
      const lateMs = Math.max(0, (clock.stopped ?? 0) - deadline)
      expect([at, clock.kind, row?.deadline_at, row?.stopped_at]).toEqual([
        at,
        clock.kind,
        deadline,
        clock.stopped,
      ])
      expect(Math.max(0, (row?.stopped_at ?? 0) - (row?.deadline_at ?? 0))).toBe(lateMs)
      const done = steps
        .filter(({ clock_id }) => clock_id === row?.id)
        .map(({ step, due_at, at: done_at }) => [row?.steps[step]?.key, due_at, done_at])
      expect(done).toEqual([...clock.done].map(([key, { due, at: done_at }]) => [key, due, done_at]))
      compared += done.length
      if (lateMs > 0) breaches += 1
    }
  }
  // A comparison of nothing would prove nothing.
  expect(compared).toBeGreaterThan(30)
  expect(breaches).toBeGreaterThan(6)
})
