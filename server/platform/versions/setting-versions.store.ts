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
type NewVersion = VersionKey & Omit<KeptVersion, 'savedBy'> & { savedById: string | null }

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

/** Those of the subjects that have versions; ids are of one kind only. */
export const subjectsWithVersions = async (
  db: Queryable,
  keys: readonly VersionKey[],
): Promise<Set<string>> =>
  new Set(
    await db('setting_versions')
      .whereIn('kind', [...new Set(keys.map(({ kind }) => kind))])
      .whereIn('subject_id', [...new Set(keys.map(({ subjectId }) => subjectId))])
      .distinct()
      .pluck('subject_id'),
  )

export const insertVersions = async (trx: Trx, versions: readonly NewVersion[]): Promise<void> => {
  await trx('setting_versions').insert(
    versions.map(({ kind, subjectId, version, state, savedAt, savedById, restores }) => ({
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
