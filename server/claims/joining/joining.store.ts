/** SQL of claims that were merged, or taken out of another. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type Kin = { id: string; number: string }

export const listMerged = (q: Queryable, claimId: string): Promise<Kin[]> =>
  q('claims').where({ merged_into: claimId }).orderBy('number').select('id', 'number')

export const listParts = (q: Queryable, claimId: string): Promise<Kin[]> =>
  q('claims').where({ split_from: claimId }).orderBy('number').select('id', 'number')

/** In a fixed order, so that two who merge crosswise wait for each other. */
export const lockTwo = async (trx: Trx, ids: [string, string]): Promise<void> => {
  await trx('claims').whereIn('id', ids).orderBy('id').forUpdate().select('id')
}

export const setMergedInto = async (trx: Trx, claimId: string, into: string): Promise<void> => {
  await trx('claims').where({ id: claimId }).update({ merged_into: into })
}

export const setSplitFrom = async (trx: Trx, claimId: string, from: string): Promise<void> => {
  await trx('claims').where({ id: claimId }).update({ split_from: from })
}
