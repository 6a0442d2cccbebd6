/** Longest a process may take to put its work down before it is ended all the same, ms. */
const patienceMs = 15_000

/** What a child tells the launcher over the pipe between them. */
export type ChildMessage = { kind: 'ready' }

let stopping: Promise<never> | null = null

const stopOnce = (onStop: () => Promise<void>): Promise<never> => {
  stopping ??= (async () => {
    setTimeout(() => process.exit(1), patienceMs).unref()
    try {
      await onStop()
    } catch (error) {
      process.stderr.write(`Stopping failed: ${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    }
    process.exit(0)
  })()
  return stopping
}

/**
 * Ends this process in order when its parent goes (the pipe between them closes, even after kill -9 of the parent),
 * or on SIGTERM or SIGINT: `onStop` once, then exit 0; exit 1 when it throws or takes over 15 s.
 * Without a parent that opened a pipe, only the signals count.
 */
export const attachToParent = ({ onStop }: { onStop: () => Promise<void> }): void => {
  const stop = (): void => void stopOnce(onStop)
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (!process.send) return
  process.on('disconnect', stop)
  // The parent may have gone before we listened.
  if (!process.connected) stop()
}

/** Tells the launcher that this process serves; a no-op without one. */
export const tellReady = (): void => {
  const message: ChildMessage = { kind: 'ready' }
  if (process.connected) process.send?.(message)
}
