/** The end of a wait for the client, whatever ended it: clocks that were held run on. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { claimHoldEnded } from '#shared/claims/clock.events.ts'
import type { HoldEnd } from '#shared/claims/hold.ts'
import type { ClockedClaim } from '../plan-clocks.ts'
import { replanHeld } from '../replan-clocks.ts'
import { closeHold, lockHold } from './hold.store.ts'

/** False when none stood. A hold that is past its cap ended there, whoever found it. The claim is locked. */
export const endHold = async (
  trx: Trx,
  end: { claim: ClockedClaim & { id: string }; at: number; by: HoldEnd; actorId: string | null },
): Promise<boolean> => {
  const { claim, actorId } = end
  const hold = await lockHold(trx, claim.id)
  if (!hold) return false
  const capped = hold.ends_at <= end.at
  const by = capped ? 'cap' : end.by
  const at = capped ? hold.ends_at : Math.max(end.at, hold.from_at)
  await closeHold(trx, hold.id, at, by)
  await replanHeld(trx, claim)
  await appendEvent(trx, claimHoldEnded, {
    subjectId: claim.id,
    actorId: by === 'cap' ? null : actorId,
    at: end.at,
    data: { holdId: hold.id, by, from: hold.from_at, to: at },
  })
  return true
}
