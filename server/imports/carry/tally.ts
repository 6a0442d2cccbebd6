/** How many there are of each. */
export const tally = <K extends string>(list: readonly K[]): Partial<Record<K, number>> => {
  const counts: Partial<Record<K, number>> = {}
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1
  return counts
}
