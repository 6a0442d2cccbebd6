import { expect, it } from 'vitest'
import { choosable, type Entry, inOrder, moved, type Shape } from './dictionary.ts'

const entry = (id: string, position: number, parentId: string | null = null, active = true): Entry => ({
  id,
  position,
  parentId,
  active,
})
const list = [
  entry('b2', 2, 'b'),
  entry('a', 1),
  entry('b', 2),
  entry('b1', 1, 'b'),
  entry('c', 3),
  entry('c1', 1, 'c', false),
  entry('d', 4, null, false),
  entry('d1', 1, 'd'),
]
const ids = (entries: Entry[]) => entries.map(({ id }) => id).join(' ')

it('stands in order, entries under their headings', () =>
  expect(ids(inOrder(list))).toBe('a b b1 b2 c c1 d d1'))

it.each<[Shape, string]>([
  ['mixed', 'a b1 b2 c'],
  ['headed', 'b1 b2'],
])('of a %s list there are to choose: %s', (shape, chosen) =>
  expect(ids(choosable(list, shape))).toBe(chosen),
)

it.each([
  ['b', 'up', 'b a c d'],
  ['b1', 'down', 'b2 b1'],
  ['a', 'up', null],
  ['b2', 'down', null],
  ['nobody', 'up', null],
] as const)('%s moved %s: %s', (id, by, order) => {
  const siblings = moved(list, id, by)
  expect(siblings && ids(siblings)).toBe(order)
})
