/** Carries a move of a compensation out: its row, the client's balance and the log, in one transaction. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Doing, putCredit } from '#server/sales/index.ts'
import { compensationMoved } from '#shared/claims/compensation/compensation.events.ts'
import {
  type CompensationMove,
  compensationStates,
  isMoney,
} from '#shared/claims/compensation/compensation.state.ts'
import type { ClaimRow } from '../claim.store.ts'
import { factsOf } from '../claim-facts.ts'
import { type CompensationRow, readCompensationRow, updateCompensation } from './compensation.store.ts'
import type { Weighed } from './weigh-compensation.ts'

export type Step = {
  move: CompensationMove
  /** Of a refusal and of taking back. */
  reason?: string
  weighed: Weighed
  ownLimit: boolean
}

/** Throws `stale` (409) when somebody was first. */
export const carryCompensation = async (
  trx: Trx,
  doing: Doing,
  { claim, before, step }: { claim: ClaimRow; before: CompensationRow; step: Step },
): Promise<CompensationRow> => {
  const to = compensationStates.moves[step.move].to
  const changes = { state: to, ...changesOf(doing, claim, step) }
  if (!(await updateCompensation(trx, before, changes)))
    throw conflict('stale', { version: before.version, state: before.state })
  const after = await readCompensationRow(trx, before.id)
  if ((step.move === 'approve' || step.move === 'void') && isMoney(after.kind))
    await writeCredit(trx, doing, claim, after)
  await tellCompensation(trx, doing, claim, { row: after, move: step.move, from: before.state })
  return after
}

const changesOf = ({ actor, now }: Doing, claim: ClaimRow, { move, reason, weighed, ownLimit }: Step) => {
  const at = new Date(now)
  if (move === 'void') return { voided_by: actor.userId, voided_at: at, void_reason: reason }
  const decided = { decided_by: actor.userId, decided_at: at }
  if (move === 'refuse') return { ...decided, refusal: reason }
  if (move === 'withdraw') return decided
  const { rate, rateOn, houseMinor, houseCurrency } = weighed.house
  return {
    ...decided,
    own_limit: ownLimit,
    rate,
    rate_on: rateOn,
    house_minor: houseMinor,
    house_currency: houseCurrency,
    credited_id: claim.handler_id,
    credited_department_id: claim.department_id,
  }
}

/** Owed to the client from now on, or no more: at the rate of the approval, whatever the rate is today. */
const writeCredit = async (
  trx: Trx,
  { now }: Doing,
  claim: ClaimRow,
  row: CompensationRow,
): Promise<void> => {
  const voided = row.state === 'voided'
  const sign = voided ? -1 : 1
  await putCredit(trx, {
    clientId: claim.client_id,
    at: now,
    amountMinor: sign * row.amount_minor,
    currency: row.currency,
    houseMinor: sign * (row.house_minor as number),
    houseCurrency: row.house_currency as string,
    ground: voided ? 'compensation-voided' : 'compensation',
    sourceId: row.id,
  })
}

/** `from` null: it has just been proposed. */
export const tellCompensation = async (
  trx: Trx,
  { actor, now }: Doing,
  claim: ClaimRow,
  { row, move, from }: { row: CompensationRow; move: string; from: CompensationRow['state'] | null },
): Promise<void> => {
  await appendEvent(trx, compensationMoved, {
    subjectId: claim.id,
    actorId: actor.userId,
    at: now,
    data: {
      ...factsOf(claim),
      compensationId: row.id,
      given: row.kind,
      move,
      from,
      to: row.state,
      amountMinor: row.amount_minor,
      currency: row.currency,
      rate: row.rate,
      rateOn: row.rate_on,
      houseMinor: row.house_minor,
      houseCurrency: row.house_currency,
      proposedById: row.proposed_by,
      ownLimit: row.own_limit,
      counted:
        row.state === 'voided'
          ? { managerId: row.credited_id, departmentId: row.credited_department_id }
          : null,
    },
  })
}
