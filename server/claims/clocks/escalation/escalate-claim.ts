/** Steps of escalation that have fallen due while a clock runs: each carried out once, however many workers sweep. */
import { type Database, inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimEscalated } from '#shared/claims/claim.events.ts'
import { type ClaimRow, lockClaimIfFree, readClaimRow } from '../../claim.store.ts'
import { factsOf, showOnCard } from '../../claim-facts.ts'
import type { ClockRow } from '../clock.store.ts'
import { actOn, recipientsOf, tellOfStep } from './carry-step.ts'
import {
  advanceClock,
  type DueClock,
  insertEscalation,
  listDueClocks,
  lockDueClock,
  type StepDeeds,
  wasCarriedOut,
} from './escalation.store.ts'

const BATCH = 100

/**
 * Every step due by now, the longest due first, each in a transaction of its own; two at once share the work and
 * double nothing. After a standstill the steps are caught up in their order. Answers how many were carried out.
 */
export const escalateClaims = async (platform: Platform): Promise<number> => {
  let done = 0
  for (;;) {
    const carried = await escalateOnce(platform)
    done += carried
    // A claim that somebody else was at, or that failed, is left to the next sweep.
    if (carried === 0) return done
  }
}

/** One way through all that is due. Each time a claim comes up its longest due step is carried out, whichever clock's. */
const escalateOnce = async (platform: Platform): Promise<number> => {
  let done = 0
  let after: DueClock | null = null
  for (;;) {
    const due = await listDueClocks(platform.db, platform.clock.now(), after, BATCH)
    for (const clock of due) if (await tryNext(platform, clock)) done += 1
    after = due.at(-1) ?? null
    if (due.length < BATCH) return done
  }
}

/** One claim that fails must not hold up the others; the next sweep tries it again. */
const tryNext = async (platform: Platform, due: DueClock): Promise<boolean> => {
  try {
    return await escalateNext(platform.db, platform, due)
  } catch (error) {
    platform.log.error({ err: error, claim: due.claim_id }, 'escalation failed')
    return false
  }
}

/** Carries out the next step of one clock; false when nothing is due or somebody else is at the claim. */
const escalateNext = (db: Database, platform: Platform, due: DueClock): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    const now = platform.clock.now()
    const claim = await lockClaimIfFree(trx, due.claim_id)
    const clock = claim && (await lockDueClock(trx, claim.id, now))
    const step = clock?.steps[clock.next_step]
    if (!claim || !clock || !step) return false
    if (await wasCarriedOut(trx, clock)) return (await advanceClock(trx, clock)) === 1
    const people = await recipientsOf(trx, claim, step.tell)
    const did = await actOn(trx, claim, step, now)
    await insertEscalation(trx, {
      clock_id: clock.id,
      step: clock.next_step,
      claim_id: claim.id,
      due_at: step.at,
      at: now,
      notified: people.map((one) => one.id),
      did,
    })
    await advanceClock(trx, clock)
    const after = await readClaimRow(trx, claim.id)
    for (const person of people) await tellOfStep(trx, platform, { claim: after, clock, person, now })
    await tellLog(trx, after, { clock, did, notified: people.map((one) => one.id), now })
    await showOnCard(trx, after)
    return true
  })

type Carried = { clock: ClockRow; did: StepDeeds; notified: string[]; now: number }

const tellLog = (trx: Trx, claim: ClaimRow, { clock, did, notified, now }: Carried): Promise<void> => {
  const step = clock.steps[clock.next_step]
  return appendEvent(trx, claimEscalated, {
    subjectId: claim.id,
    actorId: null,
    at: now,
    data: {
      ...factsOf(claim),
      clockId: clock.id,
      step: clock.next_step,
      dueAt: step?.at ?? now,
      notified,
      clock: clock.kind,
      key: step?.key ?? null,
      ...did,
    },
  })
}
