/** Files of clients' data that were asked for or are over, and erasures that are still on their way. */
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'
import { carryErasures, forgetExpired, makeDisclosures } from '#server/privacy/index.ts'

export const privacySweeps = (platform: Platform): Sweep[] => [
  { name: 'disclosures', everyMs: 3_000, run: () => makeDisclosures(platform) },
  { name: 'old-disclosures', everyMs: 600_000, run: () => forgetExpired(platform) },
  { name: 'erasures', everyMs: 15_000, run: () => carryErasures(platform) },
]
