/** Files of evidence that were asked for, and those whose days are over. */
import { forgetOldEvidence, makeEvidence } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const evidenceSweeps = (platform: Platform): Sweep[] => [
  { name: 'evidence', everyMs: 3_000, run: () => makeEvidence(platform) },
  { name: 'old-evidence', everyMs: 600_000, run: () => forgetOldEvidence(platform) },
]
