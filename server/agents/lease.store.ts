/** The rows of busy leases. */
import type { LeaseKind } from '#shared/agents/activity.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type LeaseRow = {
  id: string
  user_id: string
  kind: LeaseKind
  subject_id: string
  weight: number
  owner: string
  fence: number
  taken_at: number
  expires_at: number
}

type NewLease = {
  userId: string
  kind: LeaseKind
  subjectId: string
  owner: string
  takenAt: number
  expiresAt: number
}

export const leasesOf = (trx: Trx, userIds: readonly string[]): Promise<LeaseRow[]> =>
  trx('busy_leases')
    .whereIn('user_id', [...userIds])
    .select<LeaseRow[]>('*')

export const insertLease = async (trx: Trx, lease: NewLease): Promise<LeaseRow> => {
  const [row] = await insertLeases(trx, [lease])
  if (!row) throw new Error('lease was not written')
  return row
}

export const insertLeases = (trx: Trx, leases: readonly NewLease[]): Promise<LeaseRow[]> =>
  trx('busy_leases')
    .insert(
      leases.map((lease) => ({
        user_id: lease.userId,
        kind: lease.kind,
        subject_id: lease.subjectId,
        owner: lease.owner,
        taken_at: new Date(lease.takenAt),
        expires_at: new Date(lease.expiresAt),
      })),
    )
    .returning<LeaseRow[]>('*')

/** One lease by what it is for; with `fence`, only the one of that token: a later one of the same kind is another's. */
export type LeaseKey = { userId: string; kind: LeaseKind; subjectId: string; fence?: number | undefined }

const ofKey = ({ userId, kind, subjectId, fence }: LeaseKey) => ({
  user_id: userId,
  kind,
  subject_id: subjectId,
  ...(fence !== undefined && { fence }),
})

export const findLease = (db: Queryable, key: LeaseKey): Promise<LeaseRow | undefined> =>
  db('busy_leases').where(ofKey(key)).first<LeaseRow | undefined>()

export const deleteLease = (trx: Trx, key: LeaseKey): Promise<number> =>
  trx('busy_leases').where(ofKey(key)).delete()

export const extendLease = (db: Queryable, key: LeaseKey, expiresAt: number): Promise<number> =>
  db('busy_leases')
    .where(ofKey(key))
    .update({ expires_at: new Date(expiresAt) })
