/** SQL of what was sold: quantities of deals won. */
import type { Queryable } from '#server/platform/database.ts'

export type SoldRow = {
  productId: string
  groupId: string
  marketId: string
  unit: string
  quantity: number
}

/** By product and market, of deals won from `from` until before `to` (epoch ms); a deal without a quantity says nothing. */
export const listSold = async (q: Queryable, period: { from: number; to: number }): Promise<SoldRow[]> =>
  q('deals as d')
    .join('products as p', 'p.id', 'd.product_id')
    .where('d.state', 'won')
    .whereNotNull('d.quantity')
    .where('d.closed_at', '>=', new Date(period.from))
    .where('d.closed_at', '<', new Date(period.to))
    .groupBy('p.id', 'd.market_id')
    .select({
      productId: 'p.id',
      groupId: 'p.group_id',
      marketId: 'd.market_id',
      unit: 'p.unit',
      quantity: q.raw('sum(d.quantity)::float8'),
    })
