/** A board is read anew while it is looked at: as claims change, not more often than this, and by the clock all the same. */
import { onScopeDispose } from 'vue'
import { coalesce } from '../../platform/coalesce.ts'
import { watchSubject } from '../../platform/live.ts'

/** A department of thirty changes something all the time, and a board counts everything. */
const USUAL_GAP_MS = 10_000
/** Deadlines pass and actions come due with no event at all. */
const QUIET_CHANGE_MS = 30_000

export const keepFresh = (refetch: () => Promise<unknown>, gapMs = USUAL_GAP_MS): void => {
  const read = async () => void (await refetch())
  const timer = setInterval(read, QUIET_CHANGE_MS)
  const stop = watchSubject('claim', coalesce(read, gapMs))
  onScopeDispose(() => {
    clearInterval(timer)
    stop()
  })
}
