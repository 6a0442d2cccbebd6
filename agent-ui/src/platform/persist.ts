/** Does what must succeed at last: tries again, waiting longer after each failure. */

/** ms between attempts; the last one is repeated. */
export const WAITS_MS = [500, 1_000, 2_000, 5_000] as const

/** Resolves with the first success. Each failure is told, none is thrown. */
export const persist = async <T>(
  work: () => Promise<T>,
  onFailure: (error: unknown) => void,
  waitsMs: readonly number[] = WAITS_MS,
): Promise<T> => {
  for (let failures = 0; ; failures++) {
    try {
      return await work()
    } catch (error) {
      onFailure(error)
      const wait = waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0
      await new Promise((over) => setTimeout(over, wait))
    }
  }
}
