/** Speaks prompts to one leg, one play at a time. */
import { createFrame, FRAME, RATE } from './frame.ts'
import type { Sound } from './sound.ts'

/** A breath between two prompts, in samples. */
const PAUSE = RATE * 0.12
/** So many past plays are remembered, that a repeated command finds its play ended and not new. */
const REMEMBERED = 100

export type PlayEnd = 'ended' | 'stopped' | 'replaced'
type Play = { playId: string; sounds: Sound[]; index: number; at: number }

export class Player {
  readonly #onEnded: (playId: string, reason: PlayEnd) => void
  readonly #frame = createFrame()
  readonly #past = new Set<string>()
  #play: Play | null = null

  constructor(onEnded: (playId: string, reason: PlayEnd) => void) {
    this.#onEnded = onEnded
  }

  get playId(): string | null {
    return this.#play?.playId ?? null
  }

  /** True when this play is (now) speaking; false when it has ended before. */
  start(playId: string, sounds: Sound[]): boolean {
    if (this.#play?.playId === playId) return true
    if (this.#past.has(playId)) return false
    this.#end('replaced')
    this.#play = { playId, sounds, index: 0, at: 0 }
    return true
  }

  /** Stops `playId`, or whatever plays. False when it does not play. */
  stop(playId?: string): boolean {
    if (!this.#play || (playId && this.#play.playId !== playId)) return false
    this.#end('stopped')
    return true
  }

  /** The next 10 ms; null when nothing plays. */
  next(): Int16Array | null {
    const play = this.#play
    if (!play) return null
    const sound = play.sounds[play.index]
    if (!sound) {
      this.#end('ended')
      return null
    }
    sound.read(play.at, this.#frame)
    play.at += FRAME
    if (play.at >= sound.samples + PAUSE) {
      play.index++
      play.at = 0
    }
    return this.#frame
  }

  #end(reason: PlayEnd): void {
    const play = this.#play
    if (!play) return
    this.#play = null
    this.#past.add(play.playId)
    if (this.#past.size > REMEMBERED) this.#past.delete(this.#past.values().next().value!)
    this.#onEnded(play.playId, reason)
  }
}
