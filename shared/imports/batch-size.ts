/** How many rows the next transaction takes: as many as leave the readers of the log waiting no longer than they must. Pure. */

/** A writing transaction is to last no longer than 200 ms: half of that leaves room for a slow moment. */
const AIM_MS = 100

export const nextBatch = (
  size: number,
  tookMs: number,
  { least, most }: { least: number; most: number },
): number => {
  const fitting = Math.floor(size * (AIM_MS / Math.max(tookMs, 1)))
  // It grows by and by, and shrinks at once.
  return Math.max(least, Math.min(most, Math.min(fitting, size * 2)))
}
