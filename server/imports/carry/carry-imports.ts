/**
 * What the worker does for imports of one kind: stages their rows, judges them, carries them out, or takes back. All in short
 * transactions that say how far they came, so that whoever goes on after a crash doubles nothing.
 */
import type { Platform } from '#server/platform/platform.ts'
import { IMPORT_ABANDONED_DAYS } from '#shared/imports/import-file.contract.ts'
import type { ImportRecord } from '../import.store.ts'
import type { ImportKind } from '../import-kind.ts'
import type { StagedRow } from '../staged-row.store.ts'
import { forgetAbandoned } from './end-move.ts'
import type { Round } from './round.ts'

/** A round ends after so long, so that a worker that is told to stop does not keep the launcher waiting; ms. */
const ROUND_MS = 4_000
const DAY_MS = 86_400_000
const ABANDONED = 20

export type RoundDeeds = Record<
  'checking' | 'applying' | 'undoing',
  (round: Round, id: string) => Promise<void>
>

/** What cannot be done now (a disk that does not answer) does not hold up the others, and is tried again. */
export const carryImportsOf = async <R extends ImportRecord, Row extends StagedRow>(
  { store }: ImportKind<R, Row>,
  deeds: RoundDeeds,
  platform: Platform,
): Promise<void> => {
  const until = performance.now() + ROUND_MS
  const round: Round = { ...platform, isOver: () => performance.now() > until }
  for (const { id, state } of await store.runningImports(platform.db)) {
    if (round.isOver()) return
    await deeds[state as keyof RoundDeeds](round, id).catch((error: unknown) =>
      platform.log.error({ err: error, importId: id }, 'an import did not get on; it is tried again'),
    )
  }
}

export const forgetAbandonedOf = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  platform: Platform,
): Promise<void> => {
  const before = platform.clock.now() - IMPORT_ABANDONED_DAYS * DAY_MS
  for (const id of await kind.store.abandonedImports(platform.db, before, ABANDONED))
    await forgetAbandoned(kind, platform, id)
}
