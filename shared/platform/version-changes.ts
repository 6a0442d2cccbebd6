/** What changed between two states of a setting, field by field. */

export type Change = {
  field: string
  /** The key inside a field that is a table of its own: a permission of a role's grants, a skill of a user's levels. */
  part: string | null
  /** Undefined (null on the wire): it was not there. */
  from: unknown
  to: unknown
}
type State = Readonly<Record<string, unknown>>

const isTable = (value: unknown): value is State =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Order of keys makes no difference; that of a list does. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => sameValue(one, b[at]))
  if (isTable(a) && isTable(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...keys].every((key) => sameValue(own(a, key), own(b, key)))
  }
  return (a ?? null) === (b ?? null)
}

/** A key may be named like something that every object inherits. */
const own = (table: State, key: string): unknown => (Object.hasOwn(table, key) ? table[key] : undefined)

export const changesBetween = (before: State, after: State): Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field): Change[] => {
    const [from, to] = [own(before, field), own(after, field)]
    if (sameValue(from, to)) return []
    if (!isTable(from) || !isTable(to)) return [{ field, part: null, from, to }]
    return [...new Set([...Object.keys(from), ...Object.keys(to)])]
      .filter((part) => !sameValue(own(from, part), own(to, part)))
      .map((part) => ({ field, part, from: own(from, part), to: own(to, part) }))
  })
