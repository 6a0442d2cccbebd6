import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Change, changesBetween, sameValue } from './version-changes.ts'

test('a field, a key inside a table, and what came or went', () => {
  const before = { nameRu: 'Старший', grants: { 'task.read': 'own', 'claim.read': 'all' }, note: 'x' }
  const after = { nameRu: 'Старший оператор', grants: { 'task.read': 'all', 'deal.read': 'own' }, limit: 3 }
  expect(changesBetween(before, after)).toEqual([
    { field: 'nameRu', part: null, from: 'Старший', to: 'Старший оператор' },
    { field: 'grants', part: 'task.read', from: 'own', to: 'all' },
    { field: 'grants', part: 'claim.read', from: 'all', to: undefined },
    { field: 'grants', part: 'deal.read', from: undefined, to: 'own' },
    { field: 'note', part: null, from: 'x', to: undefined },
    { field: 'limit', part: null, from: undefined, to: 3 },
  ])
})

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.integer()))
const state = fc.dictionary(fc.string(), fc.oneof(value, fc.dictionary(fc.string(), value)))

/** The changes put into the state they were found from. */
const applied = (before: Record<string, unknown>, changes: Change[]): Record<string, unknown> => {
  const made = new Map(Object.entries(before))
  for (const { field, part, to } of changes) {
    const table = part === null ? null : new Map(Object.entries(made.get(field) as object))
    const into = table ?? made
    const key = part ?? field
    if (to === undefined) into.delete(key)
    else into.set(key, to)
    if (table) made.set(field, Object.fromEntries(table))
  }
  return Object.fromEntries(made)
}

test('nothing that differs is left out, and nothing else is named', () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      expect(sameValue(applied(before, changesBetween(before, after)), after)).toBe(true)
      expect(changesBetween(before, structuredClone(before))).toEqual([])
    }),
  )
})
