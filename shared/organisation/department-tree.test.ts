import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Branch, mayStandUnder, treeRows, withBelow } from './department-tree.ts'

const branch = (id: string, parentId: string | null): Branch => ({ id, parentId })
const house = [
  branch('house', null),
  branch('sales', 'house'),
  branch('north', 'sales'),
  branch('south', 'sales'),
  branch('service', 'house'),
]
const byId = (a: Branch, b: Branch) => a.id.localeCompare(b.id)

it('knows what lies below', () => {
  expect([...withBelow(house, 'sales')].sort()).toEqual(['north', 'sales', 'south'])
  expect([...withBelow(house, 'north')]).toEqual(['north'])
})

it.each([
  ['sales', 'sales', false],
  ['sales', 'north', false],
  ['house', 'south', false],
  ['north', 'service', true],
  ['sales', null, true],
])('%s may stand under %s: %s', (id, parentId, may) => expect(mayStandUnder(house, id, parentId)).toBe(may))

it('lists parents before children, in order', () => {
  const rows = treeRows(house, byId).map(({ row, depth }) => `${depth} ${row.id}`)
  expect(rows).toEqual(['0 house', '1 sales', '2 north', '2 south', '1 service'])
})

it('stays a tree through any moves that are allowed, and refuses each that would close a circle', () => {
  const size = 8
  const ids = Array.from({ length: size }, (_, at) => `d${at}`)
  const move = fc.tuple(fc.nat(size - 1), fc.option(fc.nat(size - 1), { nil: null }))
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let all: Branch[] = ids.map((id) => branch(id, null))
      for (const [at, to] of moves) {
        const parentId = to === null ? null : ids[to]!
        const moved = all.map((one) => (one.id === ids[at] ? branch(one.id, parentId) : one))
        const rootless = ids.filter((id) => {
          let up: string | null = id
          for (let steps = 0; up !== null && steps <= size; steps += 1)
            up = moved.find((one) => one.id === up)!.parentId
          return up !== null
        })
        expect(mayStandUnder(all, ids[at]!, parentId)).toBe(rootless.length === 0)
        if (rootless.length === 0) all = moved
        expect(treeRows(all, byId)).toHaveLength(size)
      }
    }),
  )
})
