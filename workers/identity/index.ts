/** What identity has to do by itself. */
import { endExpiredSessions } from '#server/identity/index.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export { identityCarriers } from '#server/identity/index.ts'

/** Few enough that the transaction stays short. */
const BATCH = 100

const endExpired = async (platform: Platform): Promise<void> => {
  let ended: number
  do {
    ended = await inTransaction(platform.db, (trx) => endExpiredSessions(trx, platform.clock.now(), BATCH))
  } while (ended === BATCH)
}

export const identitySweeps = (platform: Platform): Sweep[] => [
  { name: 'identity.end-expired-sessions', everyMs: 2_000, run: () => endExpired(platform) },
]
