/**
 * Which claims look like one incident: those on one batch or heat, else those of one kind on one product, within some
 * days. Pure; the screen shows it to a lead, who decides.
 */
import { z } from 'zod'
import { batchKey } from '../batch-key.ts'

export type GroupedClaim = {
  claimId: string
  clientId: string
  categoryId: string
  productIds: readonly string[]
  /** As typed: case and spaces do not matter. */
  batches: readonly string[]
  /** Epoch ms. */
  openedAt: number
}

export const groupRule = z.strictObject({
  withinDays: z.int().min(1).max(365),
  /** Claims on one batch that are a group. */
  onBatch: z.int().min(2).max(100),
  /** Claims of one kind on one product that are a group. */
  onProduct: z.int().min(2).max(1_000),
  /** Claims on one batch that leads are told of. */
  alarmAt: z.int().min(2).max(100),
})
export type GroupRule = z.infer<typeof groupRule>
export const usualRule: GroupRule = { withinDays: 14, onBatch: 2, onProduct: 3, alarmAt: 3 }

export type ClaimGroup = (
  | { by: 'batch'; batch: string }
  | { by: 'product'; productId: string; categoryId: string }
) & { claimIds: string[]; clients: number; firstAt: number; lastAt: number }

const DAY_MS = 86_400_000

/** The largest first. A claim on a batch that is a group is not shown among those of its product. */
export const groupClaims = (claims: readonly GroupedClaim[], rule: GroupRule, now: number): ClaimGroup[] => {
  const since = now - rule.withinDays * DAY_MS
  const recent = claims.filter(({ openedAt }) => openedAt > since && openedAt <= now)
  const byBatch = gather(recent, (claim) => claim.batches.map(batchKey).filter(Boolean))
  const batches = [...byBatch]
    .filter(([, found]) => found.length >= rule.onBatch)
    .map(([batch, found]): ClaimGroup => ({ by: 'batch', batch, ...sizeOf(found) }))
  const taken = new Set(batches.flatMap(({ claimIds }) => claimIds))
  const rest = recent.filter(({ claimId }) => !taken.has(claimId))
  const products = [...gather(rest, (claim) => claim.productIds.map((id) => `${id} ${claim.categoryId}`))]
    .filter(([, found]) => found.length >= rule.onProduct)
    .map(([key, found]): ClaimGroup => {
      const [productId = '', categoryId = ''] = key.split(' ')
      return { by: 'product', productId, categoryId, ...sizeOf(found) }
    })
  return [...batches, ...products].sort(
    (a, b) => b.claimIds.length - a.claimIds.length || b.lastAt - a.lastAt,
  )
}

const gather = (claims: readonly GroupedClaim[], keysOf: (claim: GroupedClaim) => string[]) => {
  const found = new Map<string, GroupedClaim[]>()
  for (const claim of claims) {
    for (const key of new Set(keysOf(claim))) {
      const those = found.get(key)
      if (those) those.push(claim)
      else found.set(key, [claim])
    }
  }
  return found
}

const sizeOf = (claims: readonly GroupedClaim[]) => ({
  claimIds: claims.map(({ claimId }) => claimId),
  clients: new Set(claims.map(({ clientId }) => clientId)).size,
  firstAt: Math.min(...claims.map(({ openedAt }) => openedAt)),
  lastAt: Math.max(...claims.map(({ openedAt }) => openedAt)),
})
