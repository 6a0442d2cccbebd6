/**
 * Between the sink's thread and our clock: a short line of samples that evens out a late event loop.
 *
 * It starts to give when `target` is reached; runs dry: the last frame fades out, the target grows, and it
 * fills again; too full for two seconds: 10 ms are folded away, so that a burst does not stay as delay for ever.
 */
import { FRAME } from './frame.ts'

const MIN_TARGET = 2 * FRAME
const START_TARGET = 3 * FRAME
const MAX_TARGET = 6 * FRAME
/** 80 ms; what comes beyond pushes the oldest out. */
const LIMIT = 8 * FRAME
const SHRINK_AFTER = 200
const CALM_AFTER = 1000

export class JitterBuffer {
  readonly #ring = new Int16Array(LIMIT + FRAME)
  readonly #last = new Int16Array(FRAME)
  #read = 0
  #size = 0
  #target = START_TARGET
  #filling = true
  #faded = true
  #lowest = LIMIT
  #sinceShrink = 0
  #sinceDry = 0

  /** Samples held now. */
  get size(): number {
    return this.#size
  }

  push(samples: Int16Array): void {
    const ring = this.#ring
    const fresh = samples.length > LIMIT ? samples.subarray(samples.length - LIMIT) : samples
    const over = this.#size + fresh.length - LIMIT
    if (over > 0) this.#drop(over)
    const write = (this.#read + this.#size) % ring.length
    const first = Math.min(fresh.length, ring.length - write)
    ring.set(fresh.subarray(0, first), write)
    if (first < fresh.length) ring.set(fresh.subarray(first), 0)
    this.#size += fresh.length
  }

  /** Fills `out` (one frame) with the next sound; false when there is none and `out` is left as it was. */
  pull(out: Int16Array): boolean {
    if (this.#filling && this.#size >= this.#target) this.#filling = false
    if (this.#filling || this.#size < FRAME) return this.#conceal(out)
    this.#take(out)
    this.#watchLevel(out)
    this.#last.set(out)
    this.#faded = false
    return true
  }

  #conceal(out: Int16Array): boolean {
    if (!this.#filling) {
      this.#filling = true
      this.#target = Math.min(this.#target + FRAME, MAX_TARGET)
      this.#sinceDry = 0
    }
    if (this.#faded) return false
    this.#faded = true
    for (let i = 0; i < FRAME; i++) out[i] = this.#last[FRAME - 1 - i]! * (1 - i / FRAME)
    return true
  }

  #watchLevel(out: Int16Array): void {
    if (++this.#sinceDry >= CALM_AFTER) {
      this.#sinceDry = 0
      this.#target = Math.max(this.#target - FRAME, MIN_TARGET)
    }
    this.#lowest = Math.min(this.#lowest, this.#size)
    if (++this.#sinceShrink < SHRINK_AFTER) return
    if (this.#lowest >= this.#target) this.#fold(out)
    this.#sinceShrink = 0
    this.#lowest = LIMIT
  }

  /** Takes a second frame and blends from the first into it. */
  #fold(out: Int16Array): void {
    const next = this.#last
    this.#take(next)
    for (let i = 0; i < FRAME; i++) out[i] = out[i]! + (next[i]! - out[i]!) * (i / FRAME)
  }

  #take(out: Int16Array): void {
    const ring = this.#ring
    const first = Math.min(FRAME, ring.length - this.#read)
    out.set(ring.subarray(this.#read, this.#read + first))
    if (first < FRAME) out.set(ring.subarray(0, FRAME - first), first)
    this.#drop(FRAME)
  }

  #drop(count: number): void {
    this.#read = (this.#read + count) % this.#ring.length
    this.#size -= count
  }
}
