/** One call: its legs, what each hears, its recordings. Stepped by the clock. */
import type { CallSnapshot } from '#shared/telephony/media.contract.ts'
import type { Emit } from './event-log.ts'
import { MediaFault } from './fault.ts'
import { Leg, type LegMix, type LegSide, type LineSettings, SILENT_MIX } from './leg.ts'
import type { OpenFile } from './record-file.ts'
import { Recording, type RecordingEnd } from './recording.ts'
import type { Language } from './sound.ts'
import type { Backgrounds, Sounds } from './sounds.ts'
import type { Candidate } from './wrtc.ts'

/** Candidates that came before their offer, for each leg. */
const EARLY_CANDIDATES = 50

export type CallParts = {
  emit: Emit
  now: () => number
  line: LineSettings
  sounds: Sounds
  recordings: { folder: string; openFile: OpenFile }
}

export class Call {
  readonly id: string
  readonly openedAt: number
  /** When a server last spoke of this call, epoch ms. */
  touchedAt: number
  readonly #parts: CallParts
  readonly #legs = new Map<string, Leg>()
  readonly #mixes = new Map<string, LegMix>()
  readonly #early = new Map<string, Candidate[]>()
  readonly #recordings = new Map<string, Recording>()
  #heard = new Map<Leg, Leg[]>()
  /** Who is recorded: agents heard by a client, clients heard by an agent. */
  #crossing: Record<LegSide, Leg[]> = { agent: [], client: [] }

  constructor(id: string, parts: CallParts) {
    this.id = id
    this.#parts = parts
    this.openedAt = this.touchedAt = parts.now()
  }

  get legs(): readonly Leg[] {
    return [...this.#legs.values()]
  }

  get recordings(): readonly Recording[] {
    return [...this.#recordings.values()]
  }

  tick(backgrounds: Backgrounds, tick: number): void {
    for (const leg of this.#legs.values()) leg.listen()
    for (const [leg, others] of this.#heard) leg.speak(others, backgrounds, tick)
    for (const recording of this.#recordings.values()) {
      recording.feed(this.#crossing.agent, this.#crossing.client, tick)
    }
  }

  /** Answers a leg's offer, making the leg or giving it a new line. */
  async offer(legId: string, side: LegSide, sdp: string): Promise<{ sdp: string; rejoined: boolean }> {
    const known = this.#legs.get(legId)
    if (known && known.side !== side) throw new MediaFault('bad_request', `The leg is the ${known.side}'s`)
    const leg = known ?? this.#addLeg(legId, side)
    const answer = leg.answer(sdp, this.#parts.line)
    this.#releaseEarly(leg)
    try {
      return { sdp: await answer, rejoined: known !== undefined }
    } catch (cause) {
      if (this.#legs.get(legId) !== leg) throw new MediaFault('unknown_leg', 'The leg was closed meanwhile')
      if (!leg.isOn(sdp)) throw new MediaFault('superseded', 'A newer offer came')
      if (!known) this.#removeLeg(leg)
      throw new MediaFault('bad_sdp', `The offer cannot be answered: ${(cause as Error).message}`, { cause })
    }
  }

  #addLeg(legId: string, side: LegSide): Leg {
    const about = { callId: this.id, legId }
    const { emit, now } = this.#parts
    const leg = new Leg(legId, side, now, {
      onConnected: (again) => emit({ event: 'leg.connected', ...about, again }),
      onLost: (reason) => emit({ event: 'leg.lost', ...about, reason }),
      onCandidate: (candidate) => emit({ event: 'leg.candidate', ...about, candidate }),
      onPlayEnded: (playId, reason) => emit({ event: 'prompt.ended', ...about, playId, reason }),
    })
    this.#legs.set(legId, leg)
    this.#arrange()
    return leg
  }

  candidate(legId: string, candidate: Candidate): void {
    if (this.#legs.get(legId)?.addCandidate(candidate)) return
    const early = this.#early.get(legId) ?? []
    if (early.length < EARLY_CANDIDATES) this.#early.set(legId, [...early, candidate])
  }

  #releaseEarly(leg: Leg): void {
    const waiting = this.#early.get(leg.id) ?? []
    this.#early.delete(leg.id)
    for (const candidate of waiting) leg.addCandidate(candidate)
  }

  /** Declares what the named legs hear; the others keep theirs. */
  setMix(legs: Record<string, LegMix>): void {
    for (const [legId, mix] of Object.entries(legs)) this.#mixes.set(legId, mix)
    this.#arrange()
  }

  /** Works out once what every tick needs: whom each leg hears, and who crosses between the sides. */
  #arrange(): void {
    const crossing = new Set<Leg>()
    this.#heard = new Map()
    for (const leg of this.#legs.values()) {
      leg.mix = this.#mixes.get(leg.id) ?? SILENT_MIX
      const others = [...new Set(leg.mix.hears)].flatMap((id) => this.#legs.get(id) ?? [])
      this.#heard.set(leg, others)
      for (const other of others) if (other.side !== leg.side) crossing.add(other)
    }
    const of = (side: LegSide): Leg[] => [...crossing].filter((leg) => leg.side === side)
    this.#crossing = { agent: of('agent'), client: of('client') }
  }

  leg(legId: string): Leg {
    const leg = this.#legs.get(legId)
    if (!leg) throw new MediaFault('unknown_leg', `There is no leg ${legId}`)
    return leg
  }

  play(legId: string, playId: string, prompts: string[], language: Language): boolean {
    const leg = this.leg(legId)
    const sounds = prompts.map((ref) => {
      const sound = this.#parts.sounds.prompt(ref, language)
      if (!sound) throw new MediaFault('unknown_prompt', `There is no prompt ${ref} (${language})`)
      return sound
    })
    return leg.player.start(playId, sounds)
  }

  closeLeg(legId: string, reason: string): boolean {
    const leg = this.#legs.get(legId)
    if (!leg) return false
    this.#mixes.delete(legId)
    this.#early.delete(legId)
    this.#removeLeg(leg)
    this.#parts.emit({ event: 'leg.closed', callId: this.id, legId, reason })
    return true
  }

  #removeLeg(leg: Leg): void {
    this.#legs.delete(leg.id)
    this.#arrange()
    leg.close()
  }

  async startRecording(recordingId: string, path: string): Promise<Recording> {
    const known = this.#recordings.get(recordingId)
    if (known) return known
    const about = { callId: this.id, recordingId, path }
    const { emit, recordings } = this.#parts
    const place = { folder: recordings.folder, path, callId: this.id, recordingId }
    const recording = new Recording(place, recordings.openFile, {
      onEnded: (length, reason) => emit({ event: 'recording.ended', ...about, ...length, reason }),
      onFailed: (length, message) => emit({ event: 'recording.failed', ...about, ...length, message }),
    })
    this.#recordings.set(recordingId, recording)
    try {
      await recording.ready()
    } catch (cause) {
      this.#recordings.delete(recordingId)
      const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST'
      if (exists) throw new MediaFault('recording_exists', `There is a file ${path} already`)
      emit({
        event: 'recording.failed',
        ...about,
        durationMs: 0,
        bytes: 0,
        message: (cause as Error).message,
      })
      throw new MediaFault('internal', 'The recording could not be opened', { cause })
    }
    return recording
  }

  recording(recordingId: string): Recording {
    const recording = this.#recordings.get(recordingId)
    if (!recording) throw new MediaFault('unknown_recording', `There is no recording ${recordingId}`)
    return recording
  }

  /** Closes all legs and ends all recordings; resolves when their files are whole. */
  async close(reason: string, recordingEnd: RecordingEnd): Promise<void> {
    for (const legId of [...this.#legs.keys()]) this.closeLeg(legId, reason)
    await Promise.all(this.recordings.map((recording) => recording.end(recordingEnd)))
    this.#parts.emit({ event: 'call.closed', callId: this.id, reason })
  }

  snapshot(): CallSnapshot {
    return {
      callId: this.id,
      openedAt: this.openedAt,
      legs: this.legs.map(({ id, side, state, since, mix, player }) => ({
        legId: id,
        side,
        state,
        since,
        mix,
        playId: player.playId,
      })),
      recordings: this.recordings.map(({ place, state, length }) => ({
        recordingId: place.recordingId,
        path: place.path,
        state,
        durationMs: length.durationMs,
      })),
    }
  }
}
