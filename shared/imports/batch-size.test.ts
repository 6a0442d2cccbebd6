import { expect, test } from 'vitest'
import { nextBatch } from './batch-size.ts'

const limits = { least: 5, most: 200 }
test.each([
  [20, 10, 40],
  [20, 100, 20],
  [100, 400, 25],
  [150, 20, 200],
  [6, 900, 5],
])('after %i rows in %i ms come %i', (size, ms, next) => expect(nextBatch(size, ms, limits)).toBe(next))
