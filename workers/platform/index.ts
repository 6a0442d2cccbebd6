/** What no room does for itself. */
import { forgetOld } from '#server/platform/forget-old.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const platformSweeps = (platform: Platform): Sweep[] => [
  { name: 'forget-old', everyMs: 600_000, run: () => forgetOld(platform) },
]
