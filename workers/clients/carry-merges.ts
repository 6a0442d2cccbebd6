/** The history of a merged card that a crash has left on the way. */
import { carryMerges } from '#server/clients/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const mergeSweeps = (platform: Platform): Sweep[] => [
  { name: 'merges', everyMs: 15_000, run: () => carryMerges(platform) },
]
