/** The mailboxes that clients write about claims to. */
import { readMailboxes } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const mailSweeps = (platform: Platform): Sweep[] => [
  { name: 'read-claim-mail', everyMs: 30_000, run: () => readMailboxes(platform) },
]
