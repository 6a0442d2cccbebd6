/** An edit leaves what it made of the thing among its versions, in the same transaction; the first one also what it was. */
import { sameValue } from '#shared/platform/version-changes.ts'
import type { Trx } from '../database.ts'
import {
  insertVersions,
  type State,
  subjectsWithVersions,
  type VersionKey,
} from './setting-versions.store.ts'

export type Edited = VersionKey & {
  before: { version: number; state: State }
  after: { version: number; state: State }
  actorId: string
  /** Epoch ms. */
  at: number
  /** The version that this one brings back. */
  restores?: number | undefined
}

/** An edit that changed nothing of the state leaves nothing. */
export const keepVersion = (trx: Trx, edited: Edited): Promise<void> => keepVersions(trx, [edited])

/** Many at once, in two statements: a transaction is to be short. */
export const keepVersions = async (trx: Trx, edits: readonly Edited[]): Promise<void> => {
  const changed = edits.filter(({ before, after }) => !sameValue(before.state, after.state))
  if (changed.length === 0) return
  const known = await subjectsWithVersions(trx, changed)
  await insertVersions(
    trx,
    changed.flatMap(({ kind, subjectId, before, after, actorId, at, restores = null }) => {
      const first = { kind, subjectId, ...before, savedAt: null, savedById: null, restores: null }
      const next = { kind, subjectId, ...after, savedAt: at, savedById: actorId, restores }
      return known.has(subjectId) ? [next] : [first, next]
    }),
  )
}
