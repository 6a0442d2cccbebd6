/**
 * Keeps why clients wait, beside the rounds of routing and never in their way: after the offers are made, all changes
 * in one statement, and none while nothing changes.
 */
import { kindsOf, type Situation } from '#shared/routing/situation.ts'
import type { Platform } from '../platform/platform.ts'
import { insertWaits } from './wait.store.ts'

export type WaitNotes = {
  note(situations: ReadonlyMap<string, Situation>): Promise<void>
}

/** What was written is believed for so long; then the rows are asked, for another node may have written since, ms. */
const BELIEVED_MS = 10_000

export const keepWaitNotes = ({ db, clock, log }: Platform): WaitNotes => {
  let believed = new Map<string, { kinds: string; until: number }>()
  return {
    note: async (situations) => {
      const now = clock.now()
      const next: typeof believed = new Map()
      const changed: { interactionId: string; situation: Situation }[] = []
      for (const [interactionId, situation] of situations) {
        const kinds = kindsOf(situation)
        const known = believed.get(interactionId)
        if (known?.kinds === kinds && known.until > now) next.set(interactionId, known)
        else {
          changed.push({ interactionId, situation })
          next.set(interactionId, { kinds, until: now + BELIEVED_MS })
        }
      }
      believed = next
      if (changed.length === 0) return
      try {
        await insertWaits(db, changed, now)
      } catch (error) {
        // An account for later: routing goes on without it, and the next round tells it again.
        log.warn({ err: error, waiting: changed.length }, 'why clients wait could not be kept')
        believed = new Map()
      }
    },
  }
}
