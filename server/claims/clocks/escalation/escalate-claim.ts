/** Steps of escalation that have fallen due while a clock runs: each carried out once, however many workers sweep. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimEscalated } from '#shared/claims/claim.events.ts'
import { type ClaimRow, lockClaimIfFree, readClaimRow } from '../../claim.store.ts'
import { factsOf, showOnCard } from '../../claim-facts.ts'
import type { ClockRow } from '../clock.store.ts'
import { actOn, recipientsOf } from './carry-step.ts'
import {
  advanceClock,
  type DueClock,
  insertEscalation,
  listDueClocks,
  lockDueClock,
  type StepDeeds,
  wasCarriedOut,
} from './escalation.store.ts'
import { newsOfSteps, type StepNews, tellOfSteps } from './tell-of-steps.ts'

const BATCH = 100

/**
 * Every step due by now, claim by claim, the one that has waited longest first, each claim in a transaction of its own;
 * two at once share the work and double nothing. After a standstill all that fell due on a claim is caught up in its
 * order and told of once. Answers how many steps were carried out.
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

/** One way through all that is due. */
const escalateOnce = async (platform: Platform): Promise<number> => {
  let done = 0
  let after: DueClock | null = null
  for (;;) {
    const due = await listDueClocks(platform.db, platform.clock.now(), after, BATCH)
    for (const claimId of new Set(due.map((one) => one.claim_id))) done += await tryClaim(platform, claimId)
    after = due.at(-1) ?? null
    if (due.length < BATCH) return done
  }
}

/** One claim that fails must not hold up the others; the next sweep tries it again. */
const tryClaim = async (platform: Platform, claimId: string): Promise<number> => {
  try {
    return await escalateClaim(platform, claimId)
  } catch (error) {
    platform.log.error({ err: error, claim: claimId }, 'escalation failed')
    return 0
  }
}

/** Its due steps in the order in which they fell due, whichever clock's; 0 when somebody else is at the claim. */
const escalateClaim = (platform: Platform, claimId: string): Promise<number> =>
  inTransaction(platform.db, async (trx) => {
    const now = platform.clock.now()
    let claim = await lockClaimIfFree(trx, claimId)
    if (!claim) return 0
    const news = newsOfSteps()
    let done = 0
    for (;;) {
      const clock = await lockDueClock(trx, claimId, now)
      if (!clock?.steps[clock.next_step]) break
      if (!(await wasCarriedOut(trx, clock))) claim = await carryOut(trx, { claim, clock, news, now })
      done += await advanceClock(trx, clock)
    }
    if (done === 0) return 0
    const after = await readClaimRow(trx, claimId)
    await tellOfSteps(trx, platform, { claim: after, news, now })
    await showOnCard(trx, after)
    return done
  })

type DueStep = { claim: ClaimRow; clock: ClockRow; news: StepNews; now: number }

/** Answers the claim as it is afterwards. */
const carryOut = async (trx: Trx, { claim, clock, news, now }: DueStep): Promise<ClaimRow> => {
  const step = clock.steps[clock.next_step]
  if (!step) throw new Error(`clock ${clock.id} has no step ${clock.next_step}`)
  const people = await recipientsOf(trx, claim, step.tell)
  const did = await actOn(trx, claim, step, now)
  const notified = people.map(({ id }) => id)
  await insertEscalation(trx, {
    clock_id: clock.id,
    step: clock.next_step,
    claim_id: claim.id,
    due_at: step.at,
    at: now,
    notified,
    did,
  })
  for (const person of people) news.add(person, clock)
  const acted = did.raisedTo !== undefined || did.reassigned !== undefined
  const after = acted ? await readClaimRow(trx, claim.id) : claim
  await tellLog(trx, after, { clock, did, notified, now })
  return after
}

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
