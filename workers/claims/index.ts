/** What claims have to do by themselves. */
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'
import { assignmentSweeps } from './assign-waiting.ts'
import { claimImportSweeps } from './carry-imports.ts'
import { escalationSweeps } from './escalate-claims.ts'
import { evidenceSweeps } from './make-evidence.ts'
import { alarmSweeps } from './raise-alarms.ts'
import { mailSweeps } from './read-mail.ts'
import { letterSweeps } from './send-letters.ts'
import { attachmentSweeps } from './tend-attachments.ts'

export const claimSweeps = (platform: Platform): Sweep[] => [
  ...escalationSweeps(platform),
  ...attachmentSweeps(platform),
  ...alarmSweeps(platform),
  ...assignmentSweeps(platform),
  ...letterSweeps(platform),
  ...evidenceSweeps(platform),
  ...mailSweeps(platform),
  ...claimImportSweeps(platform),
]
