/** What claims have to do by themselves. */
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'
import { escalationSweeps } from './escalate-claims.ts'
import { alarmSweeps } from './raise-alarms.ts'
import { attachmentSweeps } from './tend-attachments.ts'

export const claimSweeps = (platform: Platform): Sweep[] => [
  ...escalationSweeps(platform),
  ...attachmentSweeps(platform),
  ...alarmSweeps(platform),
]
