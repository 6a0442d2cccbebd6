/** Where the addresses and tags of merged cards stand: one of each at the card that stands, its doubles at home. Pure. */

export type Placed = {
  id: string
  /** What may stand on a card once only: a kind and value, or a tag. */
  key: string
  /** The card it is filed at now. */
  at: string
  /** The card it belongs to when all are parted. */
  home: string
}
export type Move = { id: string; to: string }

/**
 * The moves that put each row in its place; carried out in this order no card ever holds two of a kind.
 * @param standing home → the card that stands for it
 */
export const placeOnce = (rows: readonly Placed[], standing: (home: string) => string): Move[] => {
  const first = new Map<string, Placed>()
  const slotOf = (row: Placed) => `${standing(row.home)} ${row.key}`
  for (const row of rows) {
    const known = first.get(slotOf(row))
    if (!known || rank(row, standing) < rank(known, standing)) first.set(slotOf(row), row)
  }
  const moves = rows
    .map((row) => ({ row, to: first.get(slotOf(row)) === row ? standing(row.home) : row.home }))
    .filter(({ row, to }) => row.at !== to)
  // Home first: at home there is always room, and what leaves makes room at the standing card.
  const homewards = moves.filter(({ row, to }) => to === row.home)
  return [...homewards, ...moves.filter((move) => !homewards.includes(move))].map(({ row, to }) => ({
    id: row.id,
    to,
  }))
}

/** The card's own comes first, then what stands there already, then the oldest. */
const rank = (row: Placed, standing: (home: string) => string): string => {
  const root = standing(row.home)
  if (row.home === root) return '0'
  return row.at === root ? '1' : `2${row.id}`
}
