/** A list that people choose from: of one level, or of entries under headings. */

/** `flat`: no headings. `mixed`: what has active entries below is a heading, else an entry. `headed`: the top is headings. */
export type Shape = 'flat' | 'mixed' | 'headed'

export type Entry = { id: string; parentId: string | null; position: number; active: boolean }

/** Headings with what is below them, in order; of equal position the earlier made first. */
export const inOrder = <T extends Entry>(entries: readonly T[]): T[] => {
  const sorted = [...entries].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  return sorted
    .filter(({ parentId }) => parentId === null)
    .flatMap((top) => [top, ...sorted.filter(({ parentId }) => parentId === top.id)])
}

/** What may be chosen now, in order: never a heading, nor what stands under a heading that is switched off. */
export const choosable = <T extends Entry>(entries: readonly T[], shape: Shape): T[] => {
  const active = inOrder(entries).filter((one) => one.active)
  const known = new Set(active.map(({ id }) => id))
  const headings = new Set(active.map(({ parentId }) => parentId))
  return active.filter(({ id, parentId }) =>
    parentId === null ? shape !== 'headed' && !headings.has(id) : known.has(parentId),
  )
}

/** Siblings with one moved a place up or down, in order; null where there is no place. */
export const moved = <T extends Entry>(entries: readonly T[], id: string, by: 'up' | 'down'): T[] | null => {
  const one = entries.find((entry) => entry.id === id)
  const siblings = inOrder(entries).filter(({ parentId }) => one !== undefined && parentId === one.parentId)
  const at = siblings.findIndex((entry) => entry.id === id)
  const to = by === 'up' ? at - 1 : at + 1
  if (at < 0 || to < 0 || to >= siblings.length) return null
  const order = [...siblings]
  ;[order[at], order[to]] = [order[to]!, order[at]!]
  return order
}
