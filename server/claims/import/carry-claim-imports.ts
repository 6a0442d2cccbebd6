/** What the worker does for imports of claims. */
import { carryImportsOf, checkFile, forgetAbandonedOf } from '#server/imports/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { applyClaims } from './apply-claims.ts'
import { claimsByFile } from './claims-by-file.ts'
import { judgeClaims } from './judge-claims.ts'
import { undoClaims } from './undo-claims.ts'

export const carryClaimImports = (platform: Platform): Promise<void> =>
  carryImportsOf(
    claimsByFile,
    {
      checking: (round, id) => checkFile({ kind: claimsByFile, judgeOf: judgeClaims }, round, id),
      applying: applyClaims,
      undoing: undoClaims,
    },
    platform,
  )

export const forgetAbandonedClaimImports = (platform: Platform): Promise<void> =>
  forgetAbandonedOf(claimsByFile, platform)
