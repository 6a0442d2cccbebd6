/**
 * Keeps why clients wait, beside the rounds of routing and never in their way: after the offers are made, all changes
 * in one statement, and none while nothing changes.
 */
import { kindsOf, type Situation } from '#shared/routing/situation.ts'
import { inTransaction } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Round, RoundKeeper } from './round.store.ts'
import { insertWaits, nameRound } from './wait.store.ts'

/** Why those without an offer wait on, and the round that told so; its id if it is kept already. */
export type Waits = { situations: ReadonlyMap<string, Situation>; round: Round; roundId: string | null }

/** Null: nobody waits. */
export type WaitNotes = { note(waits: Waits | null): Promise<void> }

/** What was written is believed for so long; then the rows are asked, for another node may have written since, ms. */
const BELIEVED_MS = 10_000

export const keepWaitNotes = ({ db, clock, log }: Platform, keeper: RoundKeeper): WaitNotes => {
  let believed = new Map<string, { kinds: string; until: number }>()
  return {
    note: async (waits) => {
      const now = clock.now()
      const next: typeof believed = new Map()
      const changed: { interactionId: string; situation: Situation }[] = []
      for (const [interactionId, situation] of waits?.situations ?? []) {
        const kinds = kindsOf(situation)
        const known = believed.get(interactionId)
        if (known?.kinds === kinds && known.until > now) next.set(interactionId, known)
        else {
          changed.push({ interactionId, situation })
          next.set(interactionId, { kinds, until: now + BELIEVED_MS })
        }
      }
      believed = next
      if (!waits || changed.length === 0) return
      try {
        await inTransaction(db, async (trx) => {
          const written = await insertWaits(trx, changed, waits.round, now)
          if (written.length > 0) {
            await nameRound(trx, written, waits.roundId ?? (await keeper.keep(trx, waits.round)))
          }
        })
      } catch (error) {
        // An account for later: routing goes on without it, and the next round tells it again.
        log.warn({ err: error, waiting: changed.length }, 'why clients wait could not be kept')
        believed = new Map()
      }
    },
  }
}
