/** SQL of what handlers, products and causes on a board are called. */
import type { Queryable } from '#server/platform/database.ts'
import type { NamedRow } from '#shared/claims/board/claim-board.contract.ts'
import type { StandingRow } from './standing.store.ts'

export type PartNames = ReadonlyMap<string, NamedRow>

export const namesOfParts = async (
  q: Queryable,
  standing: readonly StandingRow[],
  causes: readonly { id: string | null }[],
): Promise<PartNames> => {
  const idsOf = (part: string) => standing.flatMap((row) => (row.part === part && row.key ? [row.key] : []))
  const names = { id: 'id', nameRu: 'name_ru', nameEn: 'name_en' }
  const rows: (NamedRow & { id: string })[] = [
    ...(await q('users')
      .whereIn('id', idsOf('handler'))
      .select({ id: 'id', nameRu: 'name', nameEn: 'name' })),
    ...(await q('products').whereIn('id', idsOf('product')).select(names)),
    ...(await q('claim_causes')
      .whereIn('id', [...idsOf('cause'), ...causes.flatMap(({ id }) => id ?? [])])
      .select(names)),
  ]
  return new Map(rows.map(({ id, nameRu, nameEn }) => [id, { nameRu, nameEn }]))
}
