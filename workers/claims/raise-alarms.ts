/** Many claims on one batch: noticed within a minute. */
import { raiseBatchAlarms } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const alarmSweeps = (platform: Platform): Sweep[] => [
  { name: 'raise-batch-alarms', everyMs: 60_000, run: () => raiseBatchAlarms(platform) },
]
