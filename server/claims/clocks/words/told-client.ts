/** We told the client how the claim stands: what was owed to them until then is kept; the next word is promised, or theirs. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type ClaimState, owesAnswer } from '#shared/claims/claim.state.ts'
import { claimClientTold, type toldBy } from '#shared/claims/clock.events.ts'
import { isAsked, quietAnew } from '#shared/claims/silence/silence.ts'
import { putQuiet, readSilenceRules } from '../../silence/silence.store.ts'
import { applySignal } from '../apply-signal.ts'
import { showOnDesk } from '../clock.store.ts'
import type { ClockedClaim } from '../plan-clocks.ts'

/**
 * To be called in the transaction that keeps what was told (a message, a letter, a call's note), with the claim locked.
 * @param doing.actor null: the hub itself told it
 */
export const toldClient = async (
  trx: Trx,
  doing: { actor: { userId: string } | null; now: number },
  claim: ClockedClaim & { id: string; state: ClaimState; lapse_at: number | null; reminders: number },
  by: (typeof toldBy)[number],
): Promise<void> => {
  const { stopped } = await applySignal(trx, claim, {
    signal: 'client-told',
    owes: owesAnswer(claim.state),
    at: doing.now,
    by: 'client-told',
  })
  const { state, reminders, lapse_at } = claim
  if (isAsked(state) && lapse_at === null) {
    const rules = await readSilenceRules(trx)
    await putQuiet(trx, claim.id, quietAnew(rules, { state, reminders, now: doing.now }))
  }
  await showOnDesk(trx, claim.id)
  await appendEvent(trx, claimClientTold, {
    subjectId: claim.id,
    actorId: doing.actor?.userId ?? null,
    at: doing.now,
    data: { by, stopped: stopped.map(({ id }) => id) },
  })
}
