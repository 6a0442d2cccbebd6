/** The timer behind the deadlines of claims. A step missed while every worker was down is caught up by the first one back. */
import { applyPolicies, endSilence, escalateClaims, reckonStages, sweepHolds } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const escalationSweeps = (platform: Platform): Sweep[] => [
  // First what ends by itself: a wait at its cap sets the clocks going again.
  { name: 'end-claim-holds', everyMs: 15_000, run: () => sweepHolds(platform) },
  { name: 'apply-claim-policies', everyMs: 15_000, run: () => applyPolicies(platform) },
  { name: 'escalate-claims', everyMs: 15_000, run: () => escalateClaims(platform) },
  { name: 'end-silence', everyMs: 15_000, run: () => endSilence(platform) },
  { name: 'reckon-claim-stages', everyMs: 600_000, run: () => reckonStages(platform) },
]
