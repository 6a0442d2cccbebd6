/** Files on claims that wait for a scanner, and bytes that nobody wants any more. */
import { clearFiles, scanAttachments } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const attachmentSweeps = (platform: Platform): Sweep[] => [
  { name: 'scan-attachments', everyMs: 3_000, run: () => scanAttachments(platform) },
  { name: 'clear-attachments', everyMs: 60_000, run: () => clearFiles(platform) },
]
