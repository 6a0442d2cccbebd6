/** How late frames leave: the last ten seconds of ticks, as a ring. */
import { FRAME_MS } from './frame.ts'

const WINDOW = 10_000 / FRAME_MS

export class Lateness {
  readonly #ring = new Float64Array(WINDOW)
  #count = 0
  skippedTicks = 0

  add(lateMs: number): void {
    this.#ring[this.#count++ % WINDOW] = lateMs
  }

  read(): { p50Ms: number; p99Ms: number; maxMs: number; skippedTicks: number } {
    const sorted = this.#ring.slice(0, Math.min(this.#count, WINDOW)).sort()
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), skippedTicks: this.skippedTicks }
  }
}
