/** The timer behind the end of conversations. */
import { closeQuiet } from '#server/channels/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const channelSweeps = (platform: Platform): Sweep[] => [
  { name: 'quiet-conversations', everyMs: 15_000, run: () => closeQuiet(platform) },
]
