/** Carries out what has fallen due on some claims, and tells of it: each claim is caught up in its order and told of once. */
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
  type EscalationRow,
  insertEscalations,
  listCarriedOut,
  lockDueClocks,
} from './escalation.store.ts'
import { newsOfSteps, type StepNews, tellOfSteps } from './tell-of-steps.ts'

type Due = DueStep<ClockRow>

/**
 * All that has fallen due on these claims, in one transaction; claims that somebody else is at are left out. Answers how
 * many steps were carried out.
 */
export const catchUpClaims = (platform: Platform, claimIds: readonly string[]): Promise<number> =>
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
      if (own.length > 0) await catchUp(trx, round, claim, fresh)
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

const catchUp = async (trx: Trx, round: Round, before: ClaimRow, fresh: readonly Due[]): Promise<void> => {
  const news = newsOfSteps()
  let claim = before
  for (const due of fresh) claim = await carryOut(trx, round, claim, { due, news })
  round.told.push({ claim: { ...claim, escalations: before.escalations + fresh.length }, news })
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
