/** SQL of saved views. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ClaimColumn, ClaimFilterAsked, ClaimSort } from '#shared/claims/list/claim-filter.contract.ts'

export type ViewRow = {
  id: string
  owner_id: string
  owner_name: string
  name: string
  shared: boolean
  filter: ClaimFilterAsked
  sort: ClaimSort
  columns: ClaimColumn[]
  version: number
}
export type ViewShown = Pick<ViewRow, 'name' | 'shared' | 'filter' | 'sort' | 'columns'>

const views = (q: Queryable) =>
  q('claim_views as v')
    .join('users as o', 'o.id', 'v.owner_id')
    .select<ViewRow[]>(
      'v.id',
      'v.owner_id',
      { owner_name: 'o.name' },
      'v.name',
      'v.shared',
      'v.filter',
      'v.sort',
      'v.columns',
      'v.version',
    )

/** One’s own, then what others share. */
export const listViewRows = (q: Queryable, userId: string): Promise<ViewRow[]> =>
  views(q)
    .where((either) => either.where('v.owner_id', userId).orWhere('v.shared', true))
    .orderByRaw('v.owner_id <> ?, v.name', [userId])

/** Of one’s own, until the transaction ends nobody else’s hands are on it. */
export const lockView = async (trx: Trx, userId: string, id: string): Promise<ViewRow | null> =>
  (await views(trx).where({ 'v.id': id, 'v.owner_id': userId }).forUpdate('v').first()) ?? null

export const countViews = async (trx: Trx, userId: string): Promise<number> =>
  Number((await trx('claim_views').where({ owner_id: userId }).count({ n: '*' }).first())?.n)

export const isTaken = async (trx: Trx, userId: string, name: string, but?: string): Promise<boolean> => {
  const others = trx('claim_views').where({ owner_id: userId, name })
  if (but) others.whereNot({ id: but })
  return Boolean(await others.first('id'))
}

const rowOf = ({ filter, columns, ...rest }: ViewShown) => ({
  ...rest,
  filter: JSON.stringify(filter),
  columns: JSON.stringify(columns),
})

export const insertView = async (
  trx: Trx,
  view: ViewShown & { ownerId: string; madeAt: number },
): Promise<string> => {
  const { ownerId, madeAt, ...shown } = view
  const row = { ...rowOf(shown), owner_id: ownerId, made_at: new Date(madeAt) }
  const [made] = await trx('claim_views').insert(row).returning<{ id: string }[]>('id')
  return (made as { id: string }).id
}

export const updateView = async (trx: Trx, id: string, version: number, shown: ViewShown): Promise<boolean> =>
  (await trx('claim_views')
    .where({ id, version })
    .update({ ...rowOf(shown), version: version + 1 })) === 1

export const deleteView = async (trx: Trx, userId: string, id: string): Promise<boolean> =>
  (await trx('claim_views').where({ id, owner_id: userId }).delete()) === 1
