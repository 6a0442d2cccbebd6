/** What the organisation does by itself: changes that were ordered for a day which has come. */
import { type Audited, carryOutPlans } from '#server/organisation/index.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const organisationSweeps = (house: Audited): Sweep[] => [
  { name: 'department-plans', everyMs: 15_000, run: () => carryOutPlans(house) },
]
