/** What the organisation does by itself: changes that were ordered for a day which has come. */
import { audit } from '#server/identity/index.ts'
import { carryOutPlans } from '#server/organisation/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const organisationSweeps = (platform: Platform): Sweep[] => [
  { name: 'department-plans', everyMs: 15_000, run: () => carryOutPlans({ ...platform, audit }) },
]
