/** Steps of escalation that have fallen due while a clock runs: each carried out once, however many workers sweep. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimEscalated } from '#shared/claims/claim.events.ts'
import { type DueStep, dueSteps } from '#shared/claims/due-steps.ts'
import { type ClaimRow, lockClaimsIfFree, readClaimRow } from '../../claim.store.ts'
import { factsOf, showOnCards } from '../../claim-facts.ts'
import type { ClockRow } from '../clock.store.ts'
import { actOn, type RecipientsOf, recipientsOnce } from './carry-step.ts'
import {
  advanceClocks,
  type DueClock,
  type EscalationRow,
  insertEscalations,
  listCarriedOut,
  listDueClocks,
  lockDueClocks,
} from './escalation.store.ts'
import { newsOfSteps, type StepNews, tellOfSteps } from './tell-of-steps.ts'

/** Clocks that are looked at in one go. */
const BATCH = 100
/** Claims of one transaction: their handlers wait for them as long. */
const TOGETHER = 20

/**
 * Every step due by now, the claims that have waited longest first, some claims in a transaction; two workers at once
 * share the work and double nothing. After a standstill all that fell due on a claim is caught up in its order and told
 * of once. Answers how many steps were carried out.
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
    const claimIds = [...new Set(due.map((one) => one.claim_id))]
    for (let at = 0; at < claimIds.length; at += TOGETHER)
      done += await tryClaims(platform, claimIds.slice(at, at + TOGETHER))
    after = due.at(-1) ?? null
    if (due.length < BATCH) return done
  }
}

/** One claim that fails must not hold up the others: each is tried alone then, and it again by the next sweep. */
const tryClaims = async (platform: Platform, claimIds: readonly string[]): Promise<number> => {
  try {
    return await escalateTogether(platform, claimIds)
  } catch (error) {
    if (claimIds.length === 1) {
      platform.log.error({ err: error, claim: claimIds[0] }, 'escalation failed')
      return 0
    }
    let done = 0
    for (const id of claimIds) done += await tryClaims(platform, [id])
    return done
  }
}

type Due = DueStep<ClockRow>

/** Claims that somebody else is at are left out. Answers how many steps were carried out. */
const escalateTogether = (platform: Platform, claimIds: readonly string[]): Promise<number> =>
  inTransaction(platform.db, async (trx) => {
    const now = platform.clock.now()
    const claims = await lockClaimsIfFree(trx, claimIds)
    const ids = claims.map(({ id }) => id)
    const clocks = await lockDueClocks(trx, ids, now)
    const carried = await listCarriedOut(
      trx,
      clocks.map(({ id }) => id),
    )
    const known = new Set(carried.map(({ clock_id, step }) => `${clock_id} ${step}`))
    const due = dueSteps(clocks, now)
    if (due.length === 0) return 0
    const round: Round = { now, recipientsOf: recipientsOnce(trx), rows: [], told: [] }
    for (const claim of claims) {
      const own = due.filter(({ clock }) => clock.claim_id === claim.id)
      const fresh = own.filter(({ clock, at }) => !known.has(`${clock.id} ${at}`))
      if (own.length > 0) await catchUp(trx, round, claim, { own, fresh })
    }
    if (round.rows.length > 0) await insertEscalations(trx, round.rows)
    await advanceClocks(
      trx,
      clocks.map((clock) => ({
        clock,
        nextStep: clock.next_step + due.filter((one) => one.clock === clock).length,
      })),
    )
    await tellOfSteps(trx, platform, round.told, now)
    await showOnCards(
      trx,
      round.told.map(({ claim }) => claim),
    )
    return round.rows.length
  })

type Round = {
  now: number
  recipientsOf: RecipientsOf
  rows: EscalationRow[]
  /** Each claim as it is afterwards. */
  told: { claim: ClaimRow; news: StepNews }[]
}

const catchUp = async (
  trx: Trx,
  round: Round,
  before: ClaimRow,
  { own, fresh }: { own: readonly Due[]; fresh: readonly Due[] },
): Promise<void> => {
  const news = newsOfSteps()
  let claim = before
  for (const due of fresh) claim = await carryOut(trx, round, claim, { due, news })
  round.told.push({ claim: { ...claim, escalations: before.escalations + own.length }, news })
}

/** Answers the claim as it is afterwards. */
const carryOut = async (
  trx: Trx,
  { now, recipientsOf, rows }: Round,
  claim: ClaimRow,
  { due, news }: { due: Due; news: StepNews },
): Promise<ClaimRow> => {
  const { clock, at, step } = due
  const people = await recipientsOf(claim, step.tell)
  const did = await actOn(trx, claim, step, now)
  const notified = people.map(({ id }) => id)
  rows.push({ clock_id: clock.id, step: at, claim_id: claim.id, due_at: step.at, at: now, notified, did })
  for (const person of people) news.add(person, due)
  const acted = did.raisedTo !== undefined || did.reassigned !== undefined
  const after = acted ? await readClaimRow(trx, claim.id) : claim
  await appendEvent(trx, claimEscalated, {
    subjectId: claim.id,
    actorId: null,
    at: now,
    data: {
      ...factsOf(after),
      clockId: clock.id,
      step: at,
      dueAt: step.at,
      notified,
      clock: clock.kind,
      key: step.key ?? null,
      ...did,
    },
  })
  return after
}
