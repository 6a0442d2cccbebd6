/** Takes a claim one step further, and stops and starts its clocks with it. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { tellUser } from '#server/tasks/index.ts'
import type { MoveClaimInput } from '#shared/claims/claim.contract.ts'
import { claimMoved } from '#shared/claims/claim.events.ts'
import {
  byDeedOnly,
  type ClaimGiven,
  missingForMove,
  overtakesGrounds,
  permissionForMove,
  textOfMove,
} from '#shared/claims/claim.policy.ts'
import {
  type ClaimMove,
  type ClaimState,
  type ClosingGround,
  claimStates,
  groundOf,
} from '#shared/claims/claim.state.ts'
import { quietFrom } from '#shared/claims/silence/silence.ts'
import { keepClosing } from './board/closing.store.ts'
import { type ClaimRow, findClaim, lockClaim, readClaimRow, updateClaim } from './claim.store.ts'
import { beforeOf, factsOf, showOnCard } from './claim-facts.ts'
import { followMove } from './clocks/follow-move.ts'
import { reviseClocks } from './clocks/revise-clocks.ts'
import { findDetailFaults } from './details/check-details.ts'
import { columnsOfMove } from './details/detail-columns.ts'
import { orderNews } from './follow/news-to-client.ts'
import { checkReopening } from './silence/check-reopening.ts'
import { quietColumns, readSilenceRules } from './silence/silence.store.ts'

/**
 * Throws `not_found` beyond what the actor may see, `denied` without the move's own right, `stale` (409) for another
 * version, `move_not_allowed` (409) from this state; for one to be opened again `erased` (409) where nobody knows its client
 * any more, `claim_merged` (409), `reopen_too_late` (409); `invalid` (422) with every missing field.
 */
export const moveClaim = async (
  trx: Trx,
  doing: Doing,
  id: string,
  input: MoveClaimInput,
): Promise<ClaimRow> => {
  const claim = await lockClaim(trx, reachOf(doing.actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  await checkRight(trx, doing.actor, claim, input.move)
  return moveLocked(trx, doing, claim, input)
}

/** Who moves it; null: the client by their own page, or the hub itself. */
export type Mover = { actor: { userId: string } | null /** Epoch ms. */; now: number }

/** Moves that are no button of their own: see `byDeedOnly`. */
export type DeedMove = { move: 'lapse' | 'merge'; version: number }

/** As `moveClaim`, of a claim that is locked, for a mover whose right to it is known. */
export const moveLocked = async (
  trx: Trx,
  doing: Mover,
  claim: ClaimRow,
  input: MoveClaimInput | DeedMove,
): Promise<ClaimRow> => {
  if (claim.version !== input.version) throw conflict('stale', { version: claim.version, state: claim.state })
  const to = claimStates.next(claim.state, input.move)
  if (!to) {
    throw conflict('move_not_allowed', {
      move: input.move,
      state: claim.state,
      allowed: claimStates.movesFrom(claim.state).filter((move) => !byDeedOnly.has(move)),
    })
  }
  if (input.move === 'reopen') await checkReopening(trx, claim, doing.now)
  const given = givenBy(input)
  const missing = missingForMove(input.move, beforeOf(claim), given, doing.actor?.userId ?? null)
  if (missing.length > 0) {
    throw invalid(Object.fromEntries(missing.map((need) => [need, 'required'])), {
      move: input.move,
      missing,
    })
  }
  const faults = await findDetailFaults(trx, claim.client_id, given)
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return carryOut(trx, doing, claim, {
    move: input.move,
    to,
    given,
    ground: groundOf(claim.state, input.move),
  })
}

const givenBy = (input: MoveClaimInput | DeedMove): ClaimGiven => {
  const { move: _, version: __, ...given } = input
  return given
}

const checkRight = async (trx: Trx, actor: Actor, claim: ClaimRow, move: ClaimMove): Promise<void> => {
  const permission = permissionForMove[move]
  const reach = reachOf(actor, permission)
  if (!(await findClaim(trx, reach, claim.id))) throw denied(permission)
}

/** Another severity has other deadlines. */
const rereadClaim = async (
  trx: Trx,
  before: ClaimRow,
  doing: { actorId: string | null; now: number },
): Promise<ClaimRow> => {
  const after = await readClaimRow(trx, before.id)
  if (after.severity === before.severity) return after
  await reviseClocks(trx, after, doing)
  return readClaimRow(trx, before.id)
}

type Step = { move: ClaimMove; to: ClaimState; given: ClaimGiven; ground: ClosingGround | null }

const carryOut = async (trx: Trx, doing: Mover, claim: ClaimRow, step: Step): Promise<ClaimRow> => {
  const { actor, now } = doing
  const actorId = actor?.userId ?? null
  const { stopped, started, columns } = await followMove(trx, claim, step, now)
  const moved = await updateClaim(trx, claim, {
    state: step.to,
    // They stay in the history of the claim.
    ...(overtakesGrounds.has(step.move) && { grounds: null }),
    ...columnsOfMove(step.given),
    ...ofProposal(step, actorId),
    ...(step.to === 'communicated' && { answered_at: new Date(now) }),
    closed_at: step.ground && new Date(now),
    closing_ground: step.ground,
    ...quietColumns(quietFrom(await readSilenceRules(trx), step.to, now)),
    reminders: 0,
    ...columns,
  })
  if (!moved) throw conflict('stale', { version: claim.version, state: claim.state })
  await keepClosing(trx, claim, { ground: step.ground, at: now })
  const after = await rereadClaim(trx, claim, { actorId, now })
  const text = textOfMove(step.move)
  await appendEvent(trx, claimMoved, {
    subjectId: claim.id,
    actorId,
    at: now,
    data: {
      ...factsOf(after),
      move: step.move,
      from: claim.state,
      to: step.to,
      text: text ? (step.given[text] ?? null) : null,
      stopped,
      started,
      closingGround: step.ground,
    },
  })
  await showOnCard(trx, after)
  if (after.state === 'communicated' || after.state === 'rejected') await orderNews(trx, after)
  await tellHandler(trx, doing, after, step.move)
  return after
}

/** Whose the answer is and whose the word on it: a new proposal has neither the old one's maker nor its approval. */
const ofProposal = (
  { move }: Step,
  userId: string | null,
): { proposed_by?: string | null; approved_by?: string | null } => {
  if (move === 'propose' || move === 'answer') return { proposed_by: userId, approved_by: null }
  return move === 'approve' ? { approved_by: userId } : {}
}

/** The client's word was noted by somebody else: the handler is to know. */
const tellHandler = async (
  trx: Trx,
  { actor, now }: Mover,
  claim: ClaimRow,
  move: ClaimMove,
): Promise<void> => {
  if (!claim.handler_id || claim.handler_id === actor?.userId) return
  await tellUser(trx, {
    userId: claim.handler_id,
    kind: 'claim-moved',
    key: `claim-moved:${claim.id}:${claim.version}`,
    data: {
      claimId: claim.id,
      number: claim.number,
      move,
      client: claim.client_name,
      link: `/claims/${claim.id}`,
    },
    at: now,
  })
}
