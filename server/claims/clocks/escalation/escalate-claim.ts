/** Steps of escalation that have fallen due while a clock runs: each carried out once, however many workers sweep. */
import type { Platform } from '#server/platform/platform.ts'
import { catchUpClaims } from './catch-up-claims.ts'
import { type DueClock, listDueClocks } from './escalation.store.ts'

/** Clocks that are looked at in one go. */
const BATCH = 100
/** Claims of one transaction: their handlers wait for them as long. */
const TOGETHER = 20

/**
 * Every step due by now, the claims that have waited longest first, some claims in a transaction; two workers at once
 * share the work and double nothing. After a standstill all that fell due on a claim is caught up in its order and told
 * of once. Answers how many steps were carried out.
 */
export const escalateClaims = async (platform: Platform): Promise<number> => {
  let done = 0
  for (;;) {
    const carried = await escalateOnce(platform)
    done += carried
    // A claim that somebody else was at, or that failed, is left to the next sweep.
    if (carried === 0) return done
  }
}

/** One way through all that is due. */
const escalateOnce = async (platform: Platform): Promise<number> => {
  let done = 0
  let after: DueClock | null = null
  for (;;) {
    const due = await listDueClocks(platform.db, platform.clock.now(), after, BATCH)
    const claimIds = [...new Set(due.map((one) => one.claim_id))]
    for (let at = 0; at < claimIds.length; at += TOGETHER)
      done += await tryClaims(platform, claimIds.slice(at, at + TOGETHER))
    after = due.at(-1) ?? null
    if (due.length < BATCH) return done
  }
}

/** One claim that fails must not hold up the others: each is tried alone then, and it again by the next sweep. */
const tryClaims = async (platform: Platform, claimIds: readonly string[]): Promise<number> => {
  try {
    return await catchUpClaims(platform, claimIds)
  } catch (error) {
    if (claimIds.length === 1) {
      platform.log.error({ err: error, claim: claimIds[0] }, 'escalation failed')
      return 0
    }
    let done = 0
    for (const id of claimIds) done += await tryClaims(platform, [id])
    return done
  }
}
