/**
 * Who gets a claim: whoever may, knows how, is here and has the least on their hands. Pure; the order of what it is given
 * makes no difference.
 */
type Language = 'ru' | 'en'

export type Handler = {
  id: string
  /** Whose claims they may handle. */
  markets: readonly string[]
  /** Ids of the categories they take; none: all. */
  categories: readonly string[]
  /** None: all. */
  languages: readonly Language[]
  /** Open claims: now, and at most. */
  open: number
  most: number
  /** Epoch ms of the last claim they were given; null: none. */
  lastAt: number | null
}
/** Days as `YYYY-MM-DD`, both included. */
export type Absence = { userId: string; fromOn: string; toOn: string; substituteId: string | null }
export type Wanted = { marketId: string; categoryId: string; language: Language }
export type Choice =
  | { handlerId: string /** Whose place they take; null: their own. */; standsInFor: string | null }
  | { handlerId: null; why: 'nobody_able' | 'all_away' | 'all_full' }

const within = (list: readonly string[], wanted: string): boolean =>
  list.length === 0 || list.includes(wanted)

const covers = ({ fromOn, toOn }: Absence, day: string): boolean => fromOn <= day && day <= toOn
const isAway = (absences: readonly Absence[], userId: string, today: string): boolean =>
  absences.some((one) => one.userId === userId && covers(one, today))

/** Follows substitutes who are away themselves; null when it ends with nobody, or in a circle. */
const standIn = (absences: readonly Absence[], userId: string, today: string): string | null => {
  const passed = new Set<string>()
  let at: string | null = userId
  while (at !== null && isAway(absences, at, today)) {
    if (passed.has(at)) return null
    passed.add(at)
    const from: string = at
    // Of several at once the one that begins last is the latest word.
    const [word]: { substituteId: string | null }[] = absences
      .filter((one) => one.userId === from && one.substituteId && covers(one, today))
      .map(({ fromOn, toOn, substituteId }) => ({ key: [fromOn, toOn, substituteId].join(), substituteId }))
      .sort((a, b) => (a.key < b.key ? 1 : -1))
    at = word?.substituteId ?? null
  }
  return at
}

/** @param today `YYYY-MM-DD` in the zone of the claim’s market */
export const chooseHandler = (given: {
  wanted: Wanted
  handlers: readonly Handler[]
  absences: readonly Absence[]
  today: string
}): Choice => {
  const { wanted, handlers, absences, today } = given
  const may = (handler: Handler) => handler.markets.includes(wanted.marketId)
  const able = handlers.filter(
    (one) => may(one) && within(one.categories, wanted.categoryId) && within(one.languages, wanted.language),
  )
  if (able.length === 0) return { handlerId: null, why: 'nobody_able' }
  const here = able.flatMap((one) => {
    const id = standIn(absences, one.id, today)
    // Who stands in takes what the absent would have taken, as far as they may handle that market at all.
    const taker = handlers.find((other) => other.id === id && may(other))
    return taker ? [{ taker, standsInFor: taker.id === one.id ? null : one.id }] : []
  })
  if (here.length === 0) return { handlerId: null, why: 'all_away' }
  const free = here.filter(({ taker }) => taker.open < taker.most)
  if (free.length === 0) return { handlerId: null, why: 'all_full' }
  const [first] = free.sort(
    (a, b) =>
      byLoad(a.taker, b.taker) ||
      // Their own right to it comes before standing in.
      Number(a.standsInFor !== null) - Number(b.standsInFor !== null) ||
      (a.standsInFor ?? '').localeCompare(b.standsInFor ?? ''),
  )
  const { taker, standsInFor } = first as (typeof free)[number]
  return { handlerId: taker.id, standsInFor }
}

/** The least full first, then who has waited longest; ids decide between equals, so that two nodes choose alike. */
const byLoad = (a: Handler, b: Handler): number =>
  a.open * b.most - b.open * a.most ||
  (a.lastAt ?? 0) - (b.lastAt ?? 0) ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
