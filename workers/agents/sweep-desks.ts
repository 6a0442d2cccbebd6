/** Available without a working desk for two minutes becomes away, "no desk". */
import { holdDeskless } from '#server/agents/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const agentSweeps = (platform: Platform): Sweep[] => [
  { name: 'desks', everyMs: 5_000, run: () => holdDeskless(platform) },
]
