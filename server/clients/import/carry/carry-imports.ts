/** What the worker does for imports of clients. */
import { carryImportsOf, checkFile, forgetAbandonedOf } from '#server/imports/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { clientsByFile } from '../clients-by-file.ts'
import { applyRows } from './apply-rows.ts'
import { judgeOf } from './judge-staged.ts'
import { undoRows } from './undo-rows.ts'

export const carryImports = (platform: Platform): Promise<void> =>
  carryImportsOf(
    clientsByFile,
    {
      checking: (round, id) => checkFile({ kind: clientsByFile, judgeOf }, round, id),
      applying: applyRows,
      undoing: undoRows,
    },
    platform,
  )

export const forgetAbandonedImports = (platform: Platform): Promise<void> =>
  forgetAbandonedOf(clientsByFile, platform)
