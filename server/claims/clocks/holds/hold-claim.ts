/** A claim begins to wait for its client, or its handler ends the wait. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { owesAnswer } from '#shared/claims/claim.state.ts'
import { claimHeld } from '#shared/claims/clock.events.ts'
import { planHold, type WaitsFor } from '#shared/claims/hold.ts'
import { readMarketCalendar } from '../../policy.store.ts'
import { lockClaimAtWork } from '../claim-at-work.ts'
import { replanHeld } from '../replan-clocks.ts'
import { endHold } from './end-hold.ts'
import { insertHold, lockHold } from './hold.store.ts'
import { limitsOf } from './hold-limits.ts'

/** Throws 409 `stale`, `not_owed`, `held`, `no_hold`; as `lockClaimAtWork`. Answers when it ends by itself, epoch ms. */
export const holdClaim = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  input: { waitsFor: WaitsFor; version: number },
): Promise<{ endsAt: number }> => {
  const claim = await lockClaimAtWork(trx, actor, id, input.version)
  if (!owesAnswer(claim.state)) throw conflict('not_owed', { state: claim.state })
  if (await lockHold(trx, id)) throw conflict('held')
  const limits = await limitsOf(trx, claim)
  if (!limits) throw conflict('no_hold')
  const { remindAt, endsAt } = planHold(limits, await readMarketCalendar(trx, claim.market_id), now)
  const { waitsFor } = input
  const holdId = await insertHold(trx, {
    claimId: id,
    waitsFor,
    from: now,
    endsAt,
    remindAt,
    by: actor.userId,
  })
  await replanHeld(trx, claim)
  await appendEvent(trx, claimHeld, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { holdId, waitsFor, endsAt, remindAt },
  })
  return { endsAt }
}

/** Throws 409 `stale`, `not_held`; as `lockClaimAtWork`. */
export const releaseClaim = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  { version }: { version: number },
): Promise<void> => {
  const claim = await lockClaimAtWork(trx, actor, id, version)
  const ended = await endHold(trx, { claim, at: now, by: 'handler', actorId: actor.userId })
  if (!ended) throw conflict('not_held')
}
