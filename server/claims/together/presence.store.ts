/** SQL of who has a claim open. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type Attending = { claimId: string; socketId: string; userId: string; writing: boolean; at: number }
export type OtherRow = { id: string; name: string; writing: boolean }

/** True when that is news to others: somebody came, or began or ceased to write. */
export const attend = async (
  trx: Trx,
  { claimId, socketId, userId, writing, at }: Attending,
): Promise<boolean> => {
  const row = {
    claim_id: claimId,
    socket_id: socketId,
    user_id: userId,
    writing,
    seen_at: new Date(at),
  }
  const before = await trx('claim_presence')
    .where({ claim_id: claimId, socket_id: socketId })
    .first('writing')
  await trx('claim_presence').insert(row).onConflict(['claim_id', 'socket_id']).merge(['writing', 'seen_at'])
  return before?.writing !== writing
}

/** Those whose tabs said nothing since then. */
export const dropGone = async (q: Queryable, claimId: string, since: number): Promise<void> => {
  await q('claim_presence').where({ claim_id: claimId }).where('seen_at', '<', new Date(since)).delete()
}

export const othersAt = (q: Queryable, claimId: string, userId: string): Promise<OtherRow[]> =>
  q('claim_presence as p')
    .join('users as u', 'u.id', 'p.user_id')
    .where('p.claim_id', claimId)
    .whereNot('p.user_id', userId)
    .groupBy('u.id', 'u.name')
    .orderBy('u.name')
    .select('u.id', 'u.name', q.raw('bool_or(p.writing) as writing'))

/** The claims that it was at. */
export const leaveAll = (q: Queryable, socketId: string): Promise<string[]> =>
  q('claim_presence').where({ socket_id: socketId }).delete().returning('claim_id').then(idsOf)

export const leaveOne = (q: Queryable, claimId: string, socketId: string): Promise<string[]> =>
  q('claim_presence')
    .where({ claim_id: claimId, socket_id: socketId })
    .delete()
    .returning('claim_id')
    .then(idsOf)

const idsOf = (rows: { claim_id: string }[]): string[] => rows.map(({ claim_id }) => claim_id)
