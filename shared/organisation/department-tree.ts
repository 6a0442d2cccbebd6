/** The tree of departments: what lies below what, and where a department may go without making a circle. */
export type Branch = { id: string; parentId: string | null }

/** The department's own id and all below it. A circle, which should not be, is walked once. */
export const withBelow = (all: readonly Branch[], id: string): Set<string> => {
  const found = new Set([id])
  // A set grows while it is walked: whoever is added is walked too.
  for (const one of found) for (const branch of all) if (branch.parentId === one) found.add(branch.id)
  return found
}

/** Under itself, or under what is below it, a department would hang on nothing. */
export const mayStandUnder = (all: readonly Branch[], id: string, parentId: string | null): boolean =>
  parentId === null || !withBelow(all, id).has(parentId)

/** Parents before their children, siblings in the given order, each with its depth from 0. */
export const treeRows = <T extends Branch>(
  all: readonly T[],
  before: (a: T, b: T) => number,
): { row: T; depth: number }[] => {
  const known = new Set(all.map(({ id }) => id))
  const under = (parentId: string | null, depth: number): { row: T; depth: number }[] =>
    all
      .filter((one) => (one.parentId !== null && known.has(one.parentId) ? one.parentId : null) === parentId)
      .sort(before)
      .flatMap((row) => [{ row, depth }, ...under(row.id, depth + 1)])
  return under(null, 0)
}
