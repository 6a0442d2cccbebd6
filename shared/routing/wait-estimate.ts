/** How long someone in line will wait, as far as it can be told, and how well it was told. */

/** Nobody is told of more; beyond it the estimate is only a guess. */
export const LONGEST_ESTIMATE_MS = 2 * 60 * 60_000

export type LineFacts = {
  /** 1: next in line. */
  place: number
  meanHandleMs: number
  /** Agents who serve the line, busy ones too. */
  serving: number
}

/**
 * Ms until the place-th in line is answered. In M/M/n with all n busy, calls end at the rate n/S (S the mean handling
 * time), and the place-th is answered when `place` of them have ended: place·S/n on average (Gross and Harris,
 * Fundamentals of Queueing Theory, the Erlang sum of `place` stages of rate n/S). Abandonment ahead of them and other
 * queues of the same agents are left out: the first makes it too long, the second too short. With nobody serving it
 * is told as if one were. Between 0 and LONGEST_ESTIMATE_MS.
 */
export const estimateWait = ({ place, meanHandleMs, serving }: LineFacts): number => {
  const estimate = (place * meanHandleMs) / Math.max(1, serving)
  if (Number.isNaN(estimate)) throw new RangeError('an estimate needs numbers')
  return Math.min(LONGEST_ESTIMATE_MS, Math.max(0, estimate))
}

export type EstimateKept = { estimatedMs: number; waitedMs: number }

/** Ms. Bias above 0: told longer than it was. */
export type EstimateError = { n: number; medianAbsoluteMs: number; meanAbsoluteMs: number; biasMs: number }

/** Null without any pair. */
export const estimateError = (pairs: readonly EstimateKept[]): EstimateError | null => {
  const n = pairs.length
  if (n === 0) return null
  const errors = pairs.map(({ estimatedMs, waitedMs }) => estimatedMs - waitedMs)
  const sizes = errors.map(Math.abs).sort((a, b) => a - b)
  return {
    n,
    medianAbsoluteMs: ((sizes[Math.floor((n - 1) / 2)] ?? 0) + (sizes[Math.floor(n / 2)] ?? 0)) / 2,
    meanAbsoluteMs: sizes.reduce((sum, size) => sum + size, 0) / n,
    biasMs: errors.reduce((sum, error) => sum + error, 0) / n,
  }
}
