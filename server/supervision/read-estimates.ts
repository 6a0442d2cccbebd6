/** How far off the told waits were, queue by queue. */
import { estimateError } from '#shared/routing/wait-estimate.ts'
import type { Platform } from '../platform/platform.ts'
import { type QueueEstimate, readEstimatesKept } from './estimate.store.ts'

export type QueueEstimateError = { queueId: string; n: number; medianAbsoluteMs: number; biasMs: number }

export const readEstimates = async ({ db, clock }: Platform): Promise<QueueEstimateError[]> => {
  const byQueue = new Map<string, QueueEstimate[]>()
  for (const pair of await readEstimatesKept(db, clock.now())) {
    byQueue.set(pair.queueId, [...(byQueue.get(pair.queueId) ?? []), pair])
  }
  return [...byQueue].flatMap(([queueId, pairs]) => {
    const error = estimateError(pairs)
    return error
      ? [{ queueId, n: error.n, medianAbsoluteMs: error.medianAbsoluteMs, biasMs: error.biasMs }]
      : []
  })
}
