/** Files of claims: checked, applied and taken back in rounds; those that nobody went on with are forgotten. */
import { carryClaimImports, forgetAbandonedClaimImports } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const claimImportSweeps = (platform: Platform): Sweep[] => [
  { name: 'claim-imports', everyMs: 1_000, run: () => carryClaimImports(platform) },
  {
    name: 'abandoned-claim-imports',
    everyMs: 600_000,
    run: () => forgetAbandonedClaimImports(platform),
  },
]
