/** One recording of a call: two channels, one step for each tick of the clock, so that they stay aligned. */
import type { CallSnapshot } from '#shared/telephony/media.contract.ts'
import { createFrame, FRAME } from './frame.ts'
import type { Leg } from './leg.ts'
import { mixFrames } from './mix.ts'
import { type OpenFile, RecordFile, type RecordLength, type RecordPlace } from './record-file.ts'

/** 250 ms go to disk at a time: the most that a killed process loses. */
const CHUNK_TICKS = 25
/** A machine that slept longer than a minute does not fill the disk with silence. */
const MISSED_LIMIT = 6000
const SILENCE = new Int16Array(FRAME)

export type RecordingEnd = 'stopped' | 'call-closed' | 'stopping'
export type RecordingState = CallSnapshot['recordings'][number]['state']
export type RecordingEvents = {
  onEnded(length: RecordLength, reason: RecordingEnd): void
  onFailed(length: RecordLength, message: string): void
}

/** Sums some legs into one channel. */
const createChannel = () => {
  const out = createFrame()
  const sources: Int16Array[] = []
  return (legs: readonly Leg[]): Int16Array => {
    sources.length = 0
    for (const leg of legs) if (leg.speaking) sources.push(leg.voice)
    mixFrames(sources, out)
    return out
  }
}

export class Recording {
  readonly place: RecordPlace
  readonly #events: RecordingEvents
  readonly #left = createChannel()
  readonly #right = createChannel()
  readonly #file: Promise<RecordFile>
  #opened: RecordFile | null = null
  #early: Buffer[] = []
  #chunk = new Int16Array(CHUNK_TICKS * FRAME * 2)
  #filled = 0
  #lastTick: number | null = null
  #length: RecordLength = { durationMs: 0, bytes: 0 }
  #ending: Promise<void> | null = null
  state: RecordingState = 'recording'

  constructor(place: RecordPlace, openFile: OpenFile, events: RecordingEvents) {
    this.place = place
    this.#events = events
    this.#file = RecordFile.create(place, openFile, (error) => this.#fail(error))
    this.#file.catch(() => {
      this.state = 'failed'
    })
  }

  /** Resolves when the file is open; rejects as `RecordFile.create` does. */
  async ready(): Promise<void> {
    this.#opened = await this.#file
    for (const chunk of this.#early) this.#opened.append(chunk)
    this.#early = []
  }

  get length(): RecordLength {
    return this.#opened && (this.state === 'recording' || this.state === 'paused')
      ? this.#opened.length
      : this.#length
  }

  /** Adds this tick's 10 ms: the agents' side left, the client's right. Ticks that were skipped become silence. */
  feed(agents: readonly Leg[], clients: readonly Leg[], tick: number): void {
    if (this.state !== 'recording') return
    const missed = this.#lastTick === null ? 0 : Math.min(tick - this.#lastTick - 1, MISSED_LIMIT)
    for (let i = 0; i < missed; i++) this.#add(SILENCE, SILENCE)
    this.#add(this.#left(agents), this.#right(clients))
    this.#lastTick = tick
  }

  #add(left: Int16Array, right: Int16Array): void {
    for (let i = 0, at = this.#filled; i < FRAME; i++) {
      this.#chunk[at++] = left[i]!
      this.#chunk[at++] = right[i]!
    }
    this.#filled += FRAME * 2
    if (this.#filled === this.#chunk.length) this.#flush()
  }

  pause(): void {
    if (this.state !== 'recording') return
    this.#flush()
    this.state = 'paused'
    this.#lastTick = null
  }

  resume(): void {
    if (this.state === 'paused') this.state = 'recording'
  }

  /** Ends the recording; resolves when the file is whole, or has failed and been told of. */
  end(reason: RecordingEnd): Promise<void> {
    this.#ending ??= this.#finish(reason)
    return this.#ending
  }

  async #finish(reason: RecordingEnd): Promise<void> {
    if (this.state === 'failed') return
    this.#flush()
    this.#length = this.length
    this.state = 'ended'
    try {
      const file = await this.#file
      await this.ready()
      this.#length = await file.finish()
    } catch (error) {
      this.#fail(error as Error)
    }
    if (this.#isFailed()) return
    this.#events.onEnded(this.#length, reason)
  }

  #isFailed(): boolean {
    return this.state === 'failed'
  }

  /** Says to other processes that this recording has a living owner. Resolves even when the disk refuses. */
  async touch(now: Date): Promise<void> {
    if (this.state === 'recording' || this.state === 'paused')
      await this.#opened?.touch(now).catch(() => null)
  }

  #flush(): void {
    if (this.#filled === 0) return
    const bytes = Buffer.from(this.#chunk.buffer.slice(0, this.#filled * 2))
    this.#filled = 0
    if (this.#opened) this.#opened.append(bytes)
    else this.#early.push(bytes)
  }

  #fail(error: Error): void {
    if (this.state === 'failed') return
    const wasOpen = this.state !== 'ended'
    this.#length = this.length
    this.state = 'failed'
    this.#events.onFailed(this.#length, error.message)
    // What was written before is worth keeping; a disk that refuses the header too leaves it to recovery.
    if (wasOpen) void this.#opened?.finish().catch(() => null)
  }
}
