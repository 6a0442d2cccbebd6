/** All calls of this process: opened within capacity, stepped by the clock, closed when nobody cares for them. */
import { Call, type CallParts } from './call.ts'
import { MediaFault } from './fault.ts'
import { createBackgrounds } from './sounds.ts'

export type CallsSettings = {
  capacity: number
  /** A call without a living leg, of which no server speaks, closes itself after so many ms. */
  forgottenAfterMs: number
  /** Told when a call's step throws; the call is closed. */
  onFault: (callId: string, error: unknown) => void
}

export class Calls {
  readonly #parts: CallParts
  readonly #settings: CallsSettings
  readonly #calls = new Map<string, Call>()
  readonly #backgrounds: ReturnType<typeof createBackgrounds>
  #draining = false

  constructor(parts: CallParts, settings: CallsSettings) {
    this.#parts = parts
    this.#settings = settings
    this.#backgrounds = createBackgrounds(parts.sounds)
  }

  get all(): readonly Call[] {
    return [...this.#calls.values()]
  }

  get size(): number {
    return this.#calls.size
  }

  /** True when it was opened now. */
  open(callId: string): boolean {
    if (this.#calls.has(callId)) return false
    if (this.#draining) throw new MediaFault('draining', 'This process is about to stop')
    if (this.#calls.size >= this.#settings.capacity) throw new MediaFault('full', 'No room for another call')
    this.#calls.set(callId, new Call(callId, this.#parts))
    return true
  }

  has(callId: string): boolean {
    return this.#calls.has(callId)
  }

  /** The call, of which a server has just spoken. */
  get(callId: string): Call {
    const call = this.#calls.get(callId)
    if (!call) throw new MediaFault('unknown_call', `There is no call ${callId}`)
    call.touchedAt = this.#parts.now()
    return call
  }

  /** False when there was none; resolves when its recordings are whole. */
  async close(callId: string, reason: string): Promise<boolean> {
    const call = this.#calls.get(callId)
    if (!call) return false
    this.#calls.delete(callId)
    await call.close(reason, 'call-closed')
    return true
  }

  tick(tick: number): void {
    for (const call of this.#calls.values()) {
      try {
        call.tick(this.#backgrounds, tick)
      } catch (error) {
        this.#settings.onFault(call.id, error)
        void this.close(call.id, 'fault')
      }
    }
  }

  /** To be called now and then: closes what was forgotten. */
  async sweep(): Promise<void> {
    const before = this.#parts.now() - this.#settings.forgottenAfterMs
    const forgotten = this.all.filter(
      (call) => call.touchedAt <= before && call.legs.every((leg) => leg.state === 'lost'),
    )
    await Promise.all(forgotten.map((call) => this.close(call.id, 'forgotten')))
  }

  async touchRecordings(): Promise<void> {
    const now = new Date(this.#parts.now())
    await Promise.all(this.all.flatMap((call) => call.recordings.map((recording) => recording.touch(now))))
  }

  /** Takes no more calls and closes the open ones. */
  async drain(): Promise<void> {
    this.#draining = true
    const calls = this.all
    this.#calls.clear()
    await Promise.all(calls.map((call) => call.close('stopping', 'stopping')))
  }
}
