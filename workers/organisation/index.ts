/** What the organisation does by itself: changes that were ordered for a day which has come. */
import { carryOutPlans, type Peopled } from '#server/organisation/index.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const organisationSweeps = (house: Peopled): Sweep[] => [
  { name: 'department-plans', everyMs: 15_000, run: () => carryOutPlans(house) },
]
