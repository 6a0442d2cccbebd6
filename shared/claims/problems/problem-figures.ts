/** What the figures of problems count and open, and what was sold of a part. Pure. */
import type { ClaimFilterAsked } from '../list/claim-filter.contract.ts'
import type { ProblemFigures, ProblemScope, ProblemSide } from './problem.contract.ts'

const rowsOfSide: Record<ProblemSide, (key: string | null) => ClaimFilterAsked> = {
  group: (key) => ({ group: key ?? 'none' }),
  product: (key) => ({ main: key ?? 'none' }),
  batch: (key) => (key === null ? { noBatch: '1' } : { batch: key }),
  cause: (key) => ({ cause: key ?? 'none' }),
  category: (key) => ({ category: key ?? undefined }),
  market: (key) => ({ market: key ?? undefined }),
}

export type Side = { side: ProblemSide; key: string | null }

/** The claims of a part that a figure counts, as the list finds them. */
export const problemRows = (
  scope: ProblemScope,
  days: { from: string; to: string; zone: string },
  sides: readonly Side[],
  of: 'claims' | 'repeats' | 'resolved',
): ClaimFilterAsked => ({
  ...scope,
  status: 'all',
  flow: 'opened',
  from: days.from,
  to: days.to,
  zone: days.zone,
  ...Object.assign({}, ...sides.map(({ side, key }) => rowsOfSide[side](key))),
  ...(of === 'repeats' && { repeat: '1' as const }),
  ...(of === 'resolved' && { resolved: '1' as const }),
})

/** Won deals of the days: how much of a product in a market. */
export type Sold = {
  productId: string
  groupId: string
  marketId: string
  unit: string
  quantity: number
}

/**
 * What was sold of a part; null: nothing, in several units, or nobody knows: of a batch, of claims without a product, or in
 * markets that the reader does not see whole.
 * @param markets those seen whole; null: all of them
 */
export const soldOf = (
  sold: readonly Sold[],
  scope: ProblemScope,
  sides: readonly Side[],
  markets: readonly string[] | null,
): ProblemFigures['sold'] => {
  const keyOf = (side: ProblemSide, asked: string | undefined): string | null | undefined => {
    const found = sides.find((one) => one.side === side)
    return found ? found.key : asked === 'none' ? null : asked
  }
  const [product, group, market] = [
    keyOf('product', scope.main),
    keyOf('group', scope.group),
    keyOf('market', scope.market),
  ]
  const seen = markets === null || (market != null && markets.includes(market))
  if (!seen || product === null || group === null || sides.some(({ side }) => side === 'batch')) return null
  const found = sold.filter(
    (one) =>
      (product === undefined || one.productId === product) &&
      (group === undefined || one.groupId === group) &&
      (market === undefined || one.marketId === market),
  )
  const units = new Set(found.map(({ unit }) => unit))
  const [unit] = units
  if (unit === undefined || units.size > 1) return null
  return { unit, quantity: found.reduce((sum, { quantity }) => sum + quantity, 0) }
}

/** Claims to each thousand units or tonnes sold; null: not given. */
export const perThousand = ({ claims, sold }: Pick<ProblemFigures, 'claims' | 'sold'>): number | null =>
  sold === null || sold.quantity === 0 ? null : (claims / sold.quantity) * 1_000
