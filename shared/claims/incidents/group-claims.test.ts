import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchKey } from '../batch-key.ts'
import { type GroupedClaim, groupClaims, usualRule } from './group-claims.ts'

const DAY = 86_400_000
const now = Date.parse('2026-03-05T10:00+03:00')
let made = 0
const claim = (of: Partial<GroupedClaim> = {}): GroupedClaim => ({
  claimId: `c${++made}`,
  clientId: 'a',
  categoryId: 'quality',
  productIds: [],
  batches: [],
  openedAt: now - DAY,
  ...of,
})

test('claims on one batch are a group, in whatever spelling, and not again among those of its product', () => {
  const on = (batch: string, clientId: string) => claim({ batches: [batch], productIds: ['sheet'], clientId })
  const claims = [on('к-104/2', 'a'), on(' К-104 / 2', 'b'), claim({ productIds: ['sheet'] })]
  expect(groupClaims(claims, usualRule, now)).toMatchObject([
    { by: 'batch', batch: 'К-104/2', claimIds: [claims[0]?.claimId, claims[1]?.claimId], clients: 2 },
  ])
})

test('without a batch it takes one kind on one product, as many as the rule says', () => {
  const two = [claim({ productIds: ['tube'] }), claim({ productIds: ['tube'] })]
  const other = claim({ productIds: ['tube'], categoryId: 'delivery' })
  expect(groupClaims([...two, other], usualRule, now)).toEqual([])
  const three = [...two, claim({ productIds: ['tube', 'sheet'], openedAt: now - 3 * DAY })]
  expect(groupClaims(three, usualRule, now)).toMatchObject([
    { by: 'product', productId: 'tube', categoryId: 'quality', firstAt: now - 3 * DAY, lastAt: now - DAY },
  ])
})

test('what was opened longer ago than the rule looks back counts no more', () => {
  const edge = now - usualRule.withinDays * DAY
  const on = (openedAt: number) => claim({ batches: ['1'], openedAt })
  expect(groupClaims([on(edge), on(now)], usualRule, now)).toEqual([])
  expect(groupClaims([on(edge + 1), on(now)], usualRule, now)).toHaveLength(1)
  expect(groupClaims([on(now + 1), on(now)], usualRule, now)).toEqual([])
})

test('in whatever order the claims come, the groups are the same, each as large as its rule, none of a claim twice over', () => {
  const word = fc.constantFrom('x', 'y', 'X ')
  const some = fc.array(
    fc.record({
      clientId: fc.constantFrom('a', 'b'),
      categoryId: fc.constantFrom('k', 'l'),
      productIds: fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 }),
      batches: fc.array(word, { maxLength: 2 }),
      openedAt: fc.integer({ min: now - 20 * DAY, max: now }),
    }),
    { maxLength: 14 },
  )
  const asSets = (claims: GroupedClaim[]) =>
    groupClaims(claims, usualRule, now)
      .map((group) => JSON.stringify({ ...group, claimIds: [...group.claimIds].sort() }))
      .sort()
  fc.assert(
    fc.property(some, (rows) => {
      const claims = rows.map((row, at) => claim({ ...row, claimId: `c${String(at).padStart(2, '0')}` }))
      expect(asSets([...claims].reverse())).toEqual(asSets(claims))
      const groups = groupClaims(claims, usualRule, now)
      for (const group of groups) {
        expect(group.claimIds.length).toBeGreaterThanOrEqual(
          group.by === 'batch' ? usualRule.onBatch : usualRule.onProduct,
        )
        expect(new Set(group.claimIds).size).toBe(group.claimIds.length)
      }
      const inBatches = new Set(groups.flatMap((one) => (one.by === 'batch' ? one.claimIds : [])))
      for (const one of groups)
        if (one.by === 'product') expect(one.claimIds.some((id) => inBatches.has(id))).toBe(false)
      for (const one of claims) {
        const shared = claims.filter(
          (other) =>
            other.openedAt > now - usualRule.withinDays * DAY &&
            other.batches.some((batch) => one.batches.map(batchKey).includes(batchKey(batch))),
        )
        if (one.openedAt > now - usualRule.withinDays * DAY && shared.length >= 2)
          expect(inBatches.has(one.claimId)).toBe(shared.some((other) => other !== one))
      }
    }),
  )
})
