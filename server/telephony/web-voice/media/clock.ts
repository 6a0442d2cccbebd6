/**
 * The one clock of a media process: calls `onTick` once for each 10 ms that passed, on average exactly.
 * Ticks that are late are made up for at once, up to 200 ms; after a longer stop (a sleeping machine) it goes on
 * from now: the tick's number leaps, and what was skipped is counted.
 */
import { FRAME_MS } from './frame.ts'
import { Lateness } from './lateness.ts'

const CATCH_UP_MS = 200

export const startClock = (onTick: (tick: number) => void) => {
  const lateness = new Lateness()
  let due = performance.now() + FRAME_MS
  let tick = 0
  let timer: NodeJS.Timeout

  const run = (): void => {
    const now = performance.now()
    const behind = now - due
    if (behind > CATCH_UP_MS) {
      const skipped = Math.floor(behind / FRAME_MS)
      lateness.skippedTicks += skipped
      due += skipped * FRAME_MS
      tick += skipped
    }
    // What falls due meanwhile waits for the next turn: a process that cannot keep up must still hear its servers.
    while (due <= now) {
      lateness.add(performance.now() - due)
      due += FRAME_MS
      onTick(tick++)
    }
    timer = setTimeout(run, Math.max(0, due - performance.now()))
  }
  timer = setTimeout(run, FRAME_MS)
  return { lateness, stop: (): void => clearTimeout(timer) }
}
