import { expect, test } from 'vitest'
import { perThousand, type Sold, soldOf } from './problem-figures.ts'

const sold = (productId: string, marketId: string, quantity: number, unit = 't'): Sold => ({
  productId,
  groupId: unit === 't' ? 'rolled' : 'pipes',
  marketId,
  unit,
  quantity,
})
const all = [
  sold('sheet', 'ru', 400),
  sold('sheet', 'cn', 100),
  sold('coil', 'ru', 500),
  sold('pipe', 'ru', 30, 'pcs'),
]

test('of a product, of a group, of a product in a market', () => {
  expect(soldOf(all, {}, [{ side: 'product', key: 'sheet' }], null)).toEqual({ unit: 't', quantity: 500 })
  expect(soldOf(all, {}, [{ side: 'group', key: 'rolled' }], null)).toEqual({ unit: 't', quantity: 1_000 })
  const both = [
    { side: 'product', key: 'sheet' },
    { side: 'market', key: 'cn' },
  ] as const
  expect(soldOf(all, {}, both, null)).toEqual({ unit: 't', quantity: 100 })
  expect(soldOf(all, { main: 'sheet', market: 'ru' }, [{ side: 'cause', key: 'x' }], null)?.quantity).toBe(
    400,
  )
})

test('nothing is said of what nobody knows: several units, a batch, no product, nothing sold, markets not seen whole', () => {
  expect(soldOf(all, {}, [{ side: 'cause', key: 'x' }], null)).toBeNull()
  expect(
    soldOf(
      all,
      {},
      [
        { side: 'product', key: 'sheet' },
        { side: 'batch', key: 'К-1' },
      ],
      null,
    ),
  ).toBeNull()
  expect(soldOf(all, {}, [{ side: 'product', key: null }], null)).toBeNull()
  expect(soldOf(all, {}, [{ side: 'product', key: 'other' }], null)).toBeNull()
  expect(soldOf(all, {}, [{ side: 'product', key: 'sheet' }], ['ru'])).toBeNull()
  expect(soldOf(all, { market: 'ru' }, [{ side: 'product', key: 'sheet' }], ['ru'])?.quantity).toBe(400)
})

test('a rate is made of its two parts, and is none without what was sold', () => {
  expect(perThousand({ claims: 3, sold: { unit: 't', quantity: 1_500 } })).toBe(2)
  expect(perThousand({ claims: 3, sold: null })).toBeNull()
})
