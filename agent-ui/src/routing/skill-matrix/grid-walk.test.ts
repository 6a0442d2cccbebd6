import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsBetween, levelTyped, walk } from './grid-walk.ts'

const size = { rows: 3, columns: 2 }

test.each([
  ['ArrowDown', false, { row: 1, column: 0 }, { row: 2, column: 0 }],
  ['ArrowDown', false, { row: 2, column: 0 }, { row: 2, column: 0 }],
  ['ArrowRight', false, { row: 0, column: 1 }, { row: 0, column: 1 }],
  ['End', false, { row: 0, column: 0 }, { row: 0, column: 1 }],
  ['End', true, { row: 0, column: 0 }, { row: 2, column: 1 }],
  ['Home', true, { row: 2, column: 1 }, { row: 0, column: 0 }],
  ['PageUp', false, { row: 2, column: 1 }, { row: 0, column: 1 }],
])('%s, Ctrl %s, from %o: %o', (key, ctrl, from, to) => expect(walk(from, key, ctrl, size)).toEqual(to))

test('other keys, and a sheet with nothing in it, lead nowhere', () => {
  expect(walk({ row: 0, column: 0 }, 'a', false, size)).toBeNull()
  expect(walk({ row: 0, column: 0 }, 'ArrowDown', false, { rows: 0, columns: 4 })).toBeNull()
})

test('no key leads out of the sheet', () => {
  const keys = fc.array(
    fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'PageUp',
      'PageDown',
      'Home',
      'End',
      'Enter',
    ),
  )
  fc.assert(
    fc.property(
      keys,
      fc.boolean(),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 9 }),
      (pressed, ctrl, rows, columns) => {
        let at = { row: 0, column: 0 }
        for (const key of pressed) at = walk(at, key, ctrl, { rows, columns }) ?? at
        expect(at.row >= 0 && at.row < rows && at.column >= 0 && at.column < columns).toBe(true)
      },
    ),
  )
})

test('a selection is the same from either corner', () => {
  const one = cellsBetween({ row: 2, column: 0 }, { row: 1, column: 1 })
  expect(one).toEqual(cellsBetween({ row: 1, column: 1 }, { row: 2, column: 0 }))
  expect(one).toHaveLength(4)
})

test.each([
  ['7', 7],
  ['0', 10],
  ['Delete', null],
  ['Backspace', null],
  ['x', undefined],
  ['F5', undefined],
])('%s is %s', (key, level) => expect(levelTyped(key)).toBe(level))
