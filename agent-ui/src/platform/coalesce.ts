/**
 * Runs `work` for a burst of calls: at once for the first, then at most once each `gapMs`, never two at a time, and
 * always once more after the last call. A stream of changes that never pauses still gets fresh answers.
 */
export const coalesce = (work: () => Promise<void>, gapMs: number): (() => void) => {
  let running = false
  let again = false

  const run = async () => {
    running = true
    do {
      again = false
      await work().catch((error: unknown) => console.warn('a refresh failed', error))
      await new Promise((resolve) => setTimeout(resolve, gapMs))
    } while (again)
    running = false
  }

  return () => {
    if (running) again = true
    else void run()
  }
}
