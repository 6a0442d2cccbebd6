/** The client's word on a claim, on any channel: no wait and no silence goes on, and a reply is owed. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type ClaimState, owesAnswer } from '#shared/claims/claim.state.ts'
import { claimClientWrote } from '#shared/claims/clock.events.ts'
import { isAsked } from '#shared/claims/silence/silence.ts'
import { putQuiet } from '../../silence/silence.store.ts'
import { applySignal } from '../apply-signal.ts'
import { showOnDesk } from '../clock.store.ts'
import { endHold } from '../holds/end-hold.ts'
import type { ClockedClaim } from '../plan-clocks.ts'

/**
 * To be called in the transaction that keeps the word, with the claim locked. After closing nothing is started ("thank
 * you" is no question); what runs already goes on.
 * @param doing.actor who noted it; null: it came by itself
 * @param at when the client wrote, epoch ms
 */
export const clientWrote = async (
  trx: Trx,
  doing: { actor: { userId: string } | null },
  claim: ClockedClaim & { id: string; state: ClaimState; closed_at: number | null; lapse_at: number | null },
  at: number,
): Promise<void> => {
  if (claim.closed_at !== null) return
  const actorId = doing.actor?.userId ?? null
  await endHold(trx, { claim, at, by: 'client', actorId })
  // Whoever waits for our reply is not silent: told-client.ts begins their silence anew.
  if (isAsked(claim.state) && claim.lapse_at !== null)
    await putQuiet(trx, claim.id, { remindAt: null, lapseAt: null })
  const owes = owesAnswer(claim.state)
  const { started } = await applySignal(trx, claim, { signal: 'client-wrote', owes, at, by: 'client-wrote' })
  if (started.length > 0) await showOnDesk(trx, claim.id)
  await appendEvent(trx, claimClientWrote, {
    subjectId: claim.id,
    actorId,
    at,
    data: { clockId: started[0]?.id ?? null },
  })
}
