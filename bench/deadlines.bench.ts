/** Deadlines over 100,000 open claims: a sweep of escalation, and every clock counted anew under another policy. */
import { applyPolicies, escalateClaims, putPolicy } from '#server/claims/index.ts'
import { systemClock } from '#server/platform/clock.ts'
import { type Database, inTransaction } from '#server/platform/database.ts'
import { createLog } from '#server/platform/log.ts'
import type { Platform } from '#server/platform/platform.ts'
import { defaultPolicy } from '#shared/claims/deadline-policy.ts'
import { makeCompany } from '../tests/harness/company.ts'
import { type Bench, type Measure, ms } from './bench.ts'
import { fillClaims } from './many-claims.ts'
import { openScratch } from './scratch.ts'

const CLAIMS = 100_000
/** Of them with a step due: more at once than a working day of such a house has. */
const DUE = 2_000
const SWEEP_MS = 15_000
const TARGET = 10

export const benchDeadlines = async (bench: Bench): Promise<Measure[]> => {
  const scratch = await openScratch(bench)
  try {
    const { db, config } = scratch
    const company = await makeCompany(db)
    const [claims, due] = [Math.round(CLAIMS * bench.scale), Math.round(DUE * bench.scale)]
    const began = performance.now()
    await fillClaims(db, company, claims)
    bench.say(`${claims} open claims made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    const platform: Platform = {
      db,
      clock: systemClock,
      log: createLog('bench', 'error'),
      config,
      node: 'bench',
    }
    return [await sweep(platform, claims, due), await recount(platform, claims)]
  } finally {
    await scratch.drop()
  }
}

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The bare statement in a transaction that is taken back: the same rows are then there for the hub. */
const bare = (db: Database, sql: string): Promise<number> => {
  let took = 0
  return db
    .transaction(async (trx) => {
      took = await msOf(() => trx.raw(sql))
      await trx.rollback()
    })
    .catch(() => undefined)
    .then(() => took)
}

const sweep = async ({ db, ...platform }: Platform, claims: number, due: number): Promise<Measure> => {
  await db.raw(
    `update claim_clocks set escalate_at = now() - interval '1 hour'
      where id in (select id from claim_clocks order by id limit ?)`,
    [due],
  )
  const floor = await bare(
    db,
    `update claim_clocks set next_step = next_step + 1, escalate_at = null where escalate_at <= now()`,
  )
  let done = 0
  const ours = await msOf(async () => {
    done = await escalateClaims({ db, ...platform })
  })
  if (done < due) throw new Error(`${done} of ${due} steps were carried out`)
  return {
    what: `escalation sweep, ${claims} open claims, ${due} steps due`,
    floor: ms(floor),
    ours: ms(ours),
    ratio: ours / floor,
    target: `< ${SWEEP_MS / 1000} s`,
    met: ours < SWEEP_MS,
  }
}

const recount = async (platform: Platform, claims: number): Promise<Measure> => {
  const { db } = platform
  const rules = defaultPolicy.rules.map((rule) => ({
    ...rule,
    clocks: rule.clocks.map((clock) => ({ ...clock, terms: { ...clock.terms, n: clock.terms.n + 1 } })),
  }))
  await inTransaction(db, (trx) => putPolicy(trx, { rules, createdBy: null, now: Date.now(), applies: true }))
  // The rows that are written: the clocks, and the claims that repeat their strictest deadline.
  const floor = await bare(
    db,
    `with counted as (
       update claim_clocks set deadline_at = deadline_at + interval '1 day', policy_version = policy_version + 1,
              steps = steps, escalate_at = escalate_at + interval '1 day' where stopped_at is null
       returning claim_id, deadline_at)
     update claims set deadline_at = counted.deadline_at from counted where claims.id = counted.claim_id`,
  )
  const ours = await msOf(() => applyPolicies(platform))
  return {
    what: `clocks of ${claims} claims counted anew under another policy`,
    floor: ms(floor),
    ours: ms(ours),
    ratio: ours / floor,
    target: `≤ ${TARGET} ×`,
    met: ours <= TARGET * floor,
  }
}
