/** Files of clients: checked, applied and taken back in rounds; those that nobody went on with are forgotten. */
import { carryImports, forgetAbandonedImports } from '#server/clients/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const importSweeps = (platform: Platform): Sweep[] => [
  { name: 'client-imports', everyMs: 1_000, run: () => carryImports(platform) },
  { name: 'abandoned-imports', everyMs: 600_000, run: () => forgetAbandonedImports(platform) },
]
