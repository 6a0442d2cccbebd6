/** The events of this process: numbered, kept for a while for servers that come back, and handed to all listeners. */
import type { MediaEvent } from '#shared/telephony/media.contract.ts'

const KEPT = 1000

type Numbered = Exclude<MediaEvent, { event: 'hello' }>
type WithoutEnvelope<E> = E extends MediaEvent ? Omit<E, 'seq' | 'at' | 'mediaId'> : never
export type Emit = (event: WithoutEnvelope<Numbered>) => void

export class EventLog {
  readonly mediaId: string
  readonly #now: () => number
  readonly #listeners = new Set<(event: MediaEvent) => void>()
  #kept: MediaEvent[] = []
  #seq = 0

  constructor(mediaId: string, now: () => number) {
    this.mediaId = mediaId
    this.#now = now
  }

  get seq(): number {
    return this.#seq
  }

  readonly emit: Emit = (event) => {
    const numbered = { ...event, seq: ++this.#seq, at: this.#now(), mediaId: this.mediaId } as MediaEvent
    this.#kept.push(numbered)
    if (this.#kept.length > KEPT * 1.2) this.#kept = this.#kept.slice(-KEPT)
    for (const listener of this.#listeners) listener(numbered)
  }

  /** Events after `seq`; `complete` is false when older ones were forgotten already. */
  after(seq: number): { events: MediaEvent[]; complete: boolean } {
    const oldest = this.#kept[0]?.seq ?? 1
    return { events: this.#kept.filter((event) => event.seq > seq), complete: seq + 1 >= oldest }
  }

  /** Returns the way to stop listening. */
  listen(listener: (event: MediaEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
