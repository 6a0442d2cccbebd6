/** What has been started and must be stopped: the last started first, each once. */
export type StopStack = {
  /** Returns what takes the step off again, for work that has ended by itself. */
  add(step: (hurry: boolean) => Promise<void>): () => void
  /** Runs every step, however many times it is asked; later calls may only hurry. */
  stop(): Promise<void>
  /** From now on each step is told to use force. */
  hurry(): void
  stopping(): boolean
}

export const newStopStack = (): StopStack => {
  const steps: ((hurry: boolean) => Promise<void>)[] = []
  let hurrying = false
  let running: Promise<void> | null = null
  let current: ((hurry: boolean) => Promise<void>) | undefined
  const runAll = async (): Promise<void> => {
    for (current = steps.pop(); current; current = steps.pop()) {
      await current(hurrying).catch((error: unknown) => process.stderr.write(`Stopping: ${String(error)}\n`))
    }
  }
  return {
    add: (step) => {
      steps.push(step)
      // Started while everything stops: it goes too.
      if (running) running = running.then(runAll)
      return () => {
        const place = steps.indexOf(step)
        if (place >= 0) steps.splice(place, 1)
      }
    },
    stop: () => {
      running ??= runAll()
      return running
    },
    hurry: () => {
      hurrying = true
      void current?.(true)
    },
    stopping: () => running !== null,
  }
}
