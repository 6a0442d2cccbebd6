/** The timer behind the deadlines of claims. A step missed while every worker was down is caught up by the first one back. */
import { escalateClaims } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const escalationSweeps = (platform: Platform): Sweep[] => [
  { name: 'escalate-claims', everyMs: 15_000, run: () => escalateClaims(platform) },
]
