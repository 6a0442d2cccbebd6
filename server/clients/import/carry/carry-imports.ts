/**
 * What the worker does for an import: stages its rows, judges them, makes and fills cards, or takes back. All in short
 * transactions that say how far they came, so that whoever goes on after a crash doubles nothing.
 */
import type { Platform } from '#server/platform/platform.ts'
import { IMPORT_ABANDONED_DAYS } from '#shared/clients/import/import.contract.ts'
import { abandonedImports, runningImports } from '../import.store.ts'
import { applyRows } from './apply-rows.ts'
import { checkFile } from './check-file.ts'
import { forgetAbandoned } from './end-move.ts'
import type { Round } from './round.ts'
import { undoRows } from './undo-rows.ts'

/** A round ends after so long, so that a worker that is told to stop does not keep the launcher waiting; ms. */
const ROUND_MS = 4_000
const DAY_MS = 86_400_000
const ABANDONED = 20

const DEEDS = { checking: checkFile, applying: applyRows, undoing: undoRows }

/** What cannot be done now (a disk that does not answer) does not hold up the others, and is tried again. */
export const carryImports = async (platform: Platform): Promise<void> => {
  const until = performance.now() + ROUND_MS
  const round: Round = { ...platform, isOver: () => performance.now() > until }
  for (const { id, state } of await runningImports(platform.db)) {
    if (round.isOver()) return
    await DEEDS[state as keyof typeof DEEDS](round, id).catch((error: unknown) =>
      platform.log.error({ err: error, importId: id }, 'an import did not get on; it is tried again'),
    )
  }
}

export const forgetAbandonedImports = async (platform: Platform): Promise<void> => {
  const before = platform.clock.now() - IMPORT_ABANDONED_DAYS * DAY_MS
  for (const id of await abandonedImports(platform.db, before, ABANDONED)) await forgetAbandoned(platform, id)
}
