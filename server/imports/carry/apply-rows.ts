/** Carries out or takes back what was judged, a batch a transaction, each row once whatever happens to the worker. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { nextBatch } from '#shared/imports/batch-size.ts'
import type { Round } from './round.ts'

export type BatchSize = { first: number; least: number; most: number }

export type Applying = {
  size: BatchSize
  /** The last line that was done; null when there is nothing left to do, or somebody has cancelled it. */
  applyBatch(trx: Trx, part: { after: number; limit: number }): Promise<number | null>
  /** The first row after a line cannot be kept: it says so. */
  refuseFirst(trx: Trx, after: number): Promise<void>
}

export const applyInBatches = async (
  round: Round,
  { size: limits, applyBatch, refuseFirst }: Applying,
): Promise<void> => {
  let [size, after] = [limits.first, 0]
  while (!round.isOver()) {
    const from = performance.now()
    try {
      const last = await inTransaction(round.db, (trx) => applyBatch(trx, { after, limit: size }))
      if (last === null) break
      after = last
      size = nextBatch(size, performance.now() - from, limits)
    } catch (error) {
      if (!isOfData(error)) throw error
      // One of these rows cannot be kept: they are taken one by one, and it alone is refused.
      if (size > 1) size = 1
      else await inTransaction(round.db, (trx) => refuseFirst(trx, after))
    }
  }
}

/** Classes 22 and 23 of SQLSTATE: what was sent cannot be kept, and will not be the next time either. */
const isOfData = (error: unknown): boolean => /^2[23]/.test((error as { code?: string }).code ?? '')

const BEYOND = 2_000_000_000

/** The last row first. @param undoBatch answers the line it came to; null when nothing is left */
export const undoInBatches = async (
  round: Round,
  limits: BatchSize,
  undoBatch: (trx: Trx, part: { before: number; limit: number }) => Promise<number | null>,
): Promise<void> => {
  let [size, before] = [limits.first, BEYOND]
  while (!round.isOver()) {
    const from = performance.now()
    const last = await inTransaction(round.db, (trx) => undoBatch(trx, { before, limit: size }))
    if (last === null) return
    before = last
    size = nextBatch(size, performance.now() - from, limits)
  }
}
