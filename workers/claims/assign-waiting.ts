/** The timer that finds a handler for claims of automatic markets. */
import { assignWaitingClaims } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const assignmentSweeps = (platform: Platform): Sweep[] => [
  { name: 'assign-claims', everyMs: 5_000, run: () => assignWaitingClaims(platform) },
]
