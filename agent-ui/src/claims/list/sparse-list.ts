/**
 * A list of which only the looked-at pages are held. A page follows the one before it by its key, so rows that come or go
 * above do not shift what is read; where the page before is not held, it is come to by counting.
 */
import { shallowReactive } from 'vue'

export type Slice<Row> = { rows: readonly Row[]; next: string | null }
export type Place = { after?: string; skip: number }
type Held<Row> = Slice<Row> & { place: Place }

/** @param read answers at most `size` rows from a place on; what it throws is told by `ask`, and the page stays unread */
export const createSparseList = <Row>(size: number, read: (place: Place) => Promise<Slice<Row>>) => {
  const pages = shallowReactive(new Map<number, Held<Row>>())
  const asking = new Map<number, Promise<void>>()
  /** Another question: answers to earlier ones are dropped. */
  let turn = 0

  const placeOf = (page: number): Place => {
    if (page === 0) return { skip: 0 }
    const before = pages.get(page - 1)
    return before?.next ? { after: before.next, skip: 0 } : { skip: page * size }
  }
  const fetch = async (page: number, place: Place): Promise<void> => {
    const asked = turn
    const slice = await read(place)
    if (asked === turn) pages.set(page, { ...slice, place })
  }
  const begin = (page: number): Promise<void> => {
    const under: Promise<void> = fetch(page, placeOf(page)).finally(() => {
      // Another question may be asking for the same page by now.
      if (asking.get(page) === under) asking.delete(page)
    })
    asking.set(page, under)
    return under
  }
  const pagesOf = (from: number, to: number): number[] => {
    const first = Math.floor(from / size)
    return Array.from({ length: Math.floor(to / size) - first + 1 }, (_, index) => first + index)
  }

  return {
    /** The row at this place of the whole list; undefined: not read yet. */
    at: (index: number): Row | undefined => pages.get(Math.floor(index / size))?.rows[index % size],
    /** Where the list ends, as far as the pages tell: exactly, or at least so far. */
    end: (): { exact: boolean; rows: number } => {
      let rows = 0
      for (const [page, { rows: held, next }] of pages) {
        if (next === null) return { exact: true, rows: page * size + held.length }
        rows = Math.max(rows, page * size + held.length + 1)
      }
      return { exact: false, rows }
    },
    /** The place of the first row that this holds for, among the held pages; -1: none. */
    find: (holds: (row: Row) => boolean): number => {
      for (const [page, { rows }] of pages) {
        const index = rows.findIndex(holds)
        if (index >= 0) return page * size + index
      }
      return -1
    },
    /** Reads what is not held of these rows. */
    ask: async (from: number, to: number): Promise<void> => {
      for (const page of pagesOf(from, to)) {
        if (!pages.has(page)) await (asking.get(page) ?? begin(page))
      }
    },
    /** Reads these rows anew where they stand, and forgets all others. */
    refresh: async (from: number, to: number): Promise<void> => {
      const shown = pagesOf(from, to)
      for (const page of [...pages.keys()]) if (!shown.includes(page)) pages.delete(page)
      for (const [index, page] of shown.entries()) {
        const held = pages.get(page)
        await fetch(page, index === 0 && held ? held.place : placeOf(page))
      }
    },
    /** Another question is asked from now on. */
    reset: (): void => {
      turn += 1
      pages.clear()
      asking.clear()
    },
  }
}
export type SparseList<Row> = ReturnType<typeof createSparseList<Row>>
