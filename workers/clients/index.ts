import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'
import { importSweeps } from './carry-imports.ts'
import { mergeSweeps } from './carry-merges.ts'

/** What clients have to do by themselves. */
export const clientSweeps = (platform: Platform): Sweep[] => [
  ...mergeSweeps(platform),
  ...importSweeps(platform),
]
