/** The rows of what was set before. */
import type { Queryable, Trx } from '../database.ts'

export type VersionKey = { kind: string; subjectId: string }
export type State = Record<string, unknown>
export type KeptVersion = {
  version: number
  state: State
  savedAt: number | null
  savedBy: string | null
  restores: number | null
}
type NewVersion = Omit<KeptVersion, 'savedBy'> & { savedById: string | null }

/** The newest first; one more than `limit`, by which the last shown is compared. */
export const keptVersions = (
  db: Queryable,
  { kind, subjectId }: VersionKey,
  limit: number,
): Promise<KeptVersion[]> =>
  db('setting_versions as v')
    .leftJoin('users as u', 'u.id', 'v.saved_by')
    .where({ kind, subject_id: subjectId })
    .orderBy('version', 'desc')
    .limit(limit + 1)
    .select({
      version: 'v.version',
      state: 'v.state',
      savedAt: 'v.saved_at',
      savedBy: 'u.name',
      restores: 'v.restores',
    }) as unknown as Promise<KeptVersion[]>

export const keptState = async (
  db: Queryable,
  { kind, subjectId }: VersionKey,
  version: number,
): Promise<State | undefined> => {
  const row = await db('setting_versions').where({ kind, subject_id: subjectId, version }).first('state')
  return row?.state
}

export const hasVersions = async (db: Queryable, { kind, subjectId }: VersionKey): Promise<boolean> =>
  (await db('setting_versions').where({ kind, subject_id: subjectId }).first('version')) !== undefined

export const insertVersions = async (
  trx: Trx,
  { kind, subjectId }: VersionKey,
  versions: readonly NewVersion[],
): Promise<void> => {
  await trx('setting_versions').insert(
    versions.map(({ version, state, savedAt, savedById, restores }) => ({
      kind,
      subject_id: subjectId,
      version,
      state: JSON.stringify(state),
      saved_at: savedAt === null ? null : new Date(savedAt),
      saved_by: savedById,
      restores,
    })),
  )
}
