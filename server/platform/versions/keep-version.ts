/** An edit leaves what it made of the thing among its versions, in the same transaction; the first one also what it was. */
import { sameValue } from '#shared/platform/version-changes.ts'
import type { Trx } from '../database.ts'
import { hasVersions, insertVersions, type State, type VersionKey } from './setting-versions.store.ts'

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
export const keepVersion = async (trx: Trx, edited: Edited): Promise<void> => {
  const { before, after, actorId, at, restores = null } = edited
  if (sameValue(before.state, after.state)) return
  const first = { ...before, savedAt: null, savedById: null, restores: null }
  const next = { ...after, savedAt: at, savedById: actorId, restores }
  await insertVersions(trx, edited, (await hasVersions(trx, edited)) ? [next] : [first, next])
}
