/**
 * One party's line in a call. It outlives its peer connection: a leg that was lost keeps its mix and its play
 * until it rejoins on a new line or is closed.
 *
 * connecting → connected ⇄ lost; a new offer leads back to connecting from any of them.
 */
import type { z } from 'zod'
import type { legBackground, legMix, legSide, legState } from '#shared/telephony/media.contract.ts'
import { createFrame, FRAME_MS } from './frame.ts'
import { Line } from './line.ts'
import { mixFrames, rampFrame } from './mix.ts'
import { type PlayEnd, Player } from './player.ts'
import type { CodecChoice } from './sdp.ts'
import type { Backgrounds, LoopName } from './sounds.ts'
import type { Candidate, PeerSettings } from './wrtc.ts'

export type LegMix = z.infer<typeof legMix>
export type LegSide = z.infer<typeof legSide>
export type LegState = z.infer<typeof legState>
type Background = z.infer<typeof legBackground>

/** Checks of a second each: so many without a packet, and the leg is lost. */
const SILENT_CHECKS = 3
const CONNECT_CHECKS = 10
const CHECK_TICKS = 1000 / FRAME_MS
/** A background comes and goes over 100 ms. */
const FADE_STEP = 0.1

export const SILENT_MIX: LegMix = { hears: [], background: 'silence', muted: false }

/** How a leg's lines are made. */
export type LineSettings = { peer: PeerSettings; codec: CodecChoice }

export type LegEvents = {
  onConnected(again: boolean): void
  onLost(reason: 'ice' | 'silent'): void
  onCandidate(candidate: Candidate): void
  onPlayEnded(playId: string, reason: PlayEnd): void
}

export class Leg {
  readonly id: string
  readonly side: LegSide
  readonly player: Player
  /** What this leg says now; worth reading only while `speaking`. */
  readonly voice = createFrame()
  speaking = false
  mix: LegMix = SILENT_MIX
  state: LegState = 'connecting'
  since: number
  readonly #events: LegEvents
  readonly #now: () => number
  readonly #out = createFrame()
  readonly #faded = createFrame()
  readonly #sources: Int16Array[] = []
  #line: Line | null = null
  #connectedBefore = false
  /** Its network has failed once: from then on Opus, which mends losses. */
  #troubled = false
  #background: Background = 'silence'
  #gain = 0
  #ticks = 0
  #idleChecks = 0
  #lastPacket: number | null = null

  constructor(id: string, side: LegSide, now: () => number, events: LegEvents) {
    this.id = id
    this.side = side
    this.since = now()
    this.#now = now
    this.#events = events
    this.player = new Player((playId, reason) => events.onPlayEnded(playId, reason))
  }

  /** Answers an offer on a new line; the very same offer again gets the same answer. */
  answer(sdp: string, { peer, codec }: LineSettings): Promise<string> {
    if (this.#line?.offer === sdp) return this.#line.answer
    this.#line?.close()
    this.#become('connecting')
    this.#lastPacket = null
    const line: Line = new Line(sdp, this.#troubled ? 'robust' : codec, peer, {
      onState: (state) => {
        if (this.#line !== line) return
        if (state === 'connected') this.#connected()
        else this.#lost('ice')
      },
      onCandidate: (candidate) => {
        if (this.#line === line) this.#events.onCandidate(candidate)
      },
    })
    this.#line = line
    return line.answer
  }

  /** True while the line is the one that this offer made. */
  isOn(sdp: string): boolean {
    return this.#line?.offer === sdp
  }

  /** False when the candidate belongs to an offer that is not here (yet). */
  addCandidate(candidate: Candidate): boolean {
    if (!this.#line?.owns(candidate)) return false
    void this.#line.addCandidate(candidate)
    return true
  }

  /** First half of a tick: take in what the browser says. */
  listen(): void {
    const heard = this.#line?.hear(this.voice) ?? false
    this.speaking = heard && !this.mix.muted && this.state === 'connected'
    if (++this.#ticks % CHECK_TICKS === 0) this.#check()
  }

  /** Second half: send what it is to hear of `others`, prompt and background. */
  speak(others: readonly Leg[], backgrounds: Backgrounds, tick: number): void {
    if (!this.#line) return
    const sources = this.#sources
    sources.length = 0
    for (const other of others) if (other.speaking) sources.push(other.voice)
    const prompt = this.state === 'connected' ? this.player.next() : null
    if (prompt) sources.push(prompt)
    const background = this.#fade(prompt ? 'silence' : this.mix.background, backgrounds, tick)
    if (background) sources.push(background)
    mixFrames(sources, this.#out)
    this.#line.say(this.#out)
  }

  /** The old background fades out before the new one fades in. */
  #fade(wanted: Background, backgrounds: Backgrounds, tick: number): Int16Array | null {
    if (this.#gain === 0) this.#background = wanted
    if (this.#background === 'silence') return null
    const from = this.#gain
    const step = wanted === this.#background ? FADE_STEP : -FADE_STEP
    this.#gain = Math.min(1, Math.max(0, Math.round((from + step) * 100) / 100))
    const frame = backgrounds.frame(this.#background as LoopName, tick)
    if (from === 1 && this.#gain === 1) return frame
    this.#faded.set(frame)
    rampFrame(this.#faded, from, this.#gain)
    return this.#faded
  }

  /** Each second: do packets come? ICE alone takes ten seconds to notice a browser that died. */
  #check(): void {
    const packet = this.#line?.lastPacketAt() ?? null
    const fresh = packet !== null && packet !== this.#lastPacket
    this.#lastPacket = packet
    if (fresh) {
      this.#idleChecks = 0
      if (this.state === 'lost') this.#connected()
      return
    }
    this.#idleChecks++
    if (this.state === 'connected' && this.#idleChecks >= SILENT_CHECKS) this.#lost('silent')
    if (this.state === 'connecting' && this.#idleChecks >= CONNECT_CHECKS) this.#lost('ice')
  }

  #connected(): void {
    if (this.state === 'connected') return
    this.#become('connected')
    this.#events.onConnected(this.#connectedBefore)
    this.#connectedBefore = true
  }

  #lost(reason: 'ice' | 'silent'): void {
    if (this.state === 'lost') return
    this.#become('lost')
    if (this.#connectedBefore) this.#troubled = true
    this.#events.onLost(reason)
  }

  #become(state: LegState): void {
    this.state = state
    this.since = this.#now()
    this.#idleChecks = 0
  }

  close(): void {
    this.player.stop()
    this.#line?.close()
    this.#line = null
    this.speaking = false
  }
}
