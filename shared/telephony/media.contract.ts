/**
 * The wire between a server and a media process: JSON text frames over a WebSocket.
 *
 * A server connects with `Authorization: Bearer <MEDIA_TOKEN>`, is greeted by `hello`, and then sends requests
 * `{ id, cmd, ... }`. Each is answered by `{ id, ok: true, result }` or `{ id, ok: false, error }`, in any order.
 * Events go to every connected server. Commands declare a wished state, so a repeat changes nothing.
 * A server that (re)connects asks `replay { afterSeq }` for what it missed and `snapshot` for what is.
 */
import { z } from 'zod'

export const MEDIA_PROTOCOL = 1

/** Answers any GET with 200 while the process lives and its event loop turns. */
export const MEDIA_HEALTH_PATH = '/healthz'

/** A frame longer than this (bytes) is refused by the media process; an SDP offer is a few kilobytes. */
export const MEDIA_FRAME_LIMIT = 256 * 1024

const id = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[A-Za-z0-9_.:-]+$/)
const sdp = z.string().min(1).max(100_000)

export const legSide = z.enum(['client', 'agent'])
/** What a leg hears beneath the voices: `ringback` while the other side rings, `tone` while it reconnects. */
export const legBackground = z.enum(['silence', 'music', 'ringback', 'tone'])
/** `connecting`: offered, media not flowing yet. `lost`: keeps its place in the call until the server closes it. */
export const legState = z.enum(['connecting', 'connected', 'lost'])

export const iceCandidate = z.object({
  candidate: z.string().max(2000),
  sdpMid: z.string().max(100).nullish(),
  sdpMLineIndex: z.number().int().min(0).max(100).nullish(),
  usernameFragment: z.string().max(300).nullish(),
})

/** What one leg hears. Nobody hears itself unless it is named; voices are summed, clipped softly, over the background. */
export const legMix = z.strictObject({
  hears: z.array(id).max(20),
  background: legBackground,
  /** This leg's own microphone is shut: nobody hears it, and it is not recorded. */
  muted: z.boolean(),
})

/** A prompt of the catalogue, `greeting`; `en/greeting` where the language differs from the play's own; `en/greeting@2`: the house's own second sound of it. */
export const promptRef = z.string().regex(/^(?:(?:ru|en)\/)?[a-z0-9-]{1,60}(?:@[0-9]{1,6})?$/)

/** Relative to the recordings folder; forward slashes; no hidden or parent segments. */
export const recordingPath = z
  .string()
  .max(300)
  .regex(/^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.wav$/)

const head = { id: z.string().min(1).max(100) }
const ofCall = { ...head, callId: id }
const ofLeg = { ...ofCall, legId: id }
const ofRecording = { ...ofCall, recordingId: id }

export const mediaRequest = z.discriminatedUnion('cmd', [
  /** `full` or `draining` when refused; opening an open call is nothing. */
  z.strictObject({ cmd: z.literal('call.open'), ...ofCall }),
  /** Closes its legs and ends its recordings; closing an unknown call is nothing. */
  z.strictObject({ cmd: z.literal('call.close'), ...ofCall, reason: z.string().max(100).optional() }),
  /**
   * Makes the leg, or gives an existing one a new peer connection (rejoin), keeping its mix and play.
   * The very same offer again gets the same answer. The answer carries the candidates; those that gather
   * slowly (STUN, TURN) follow as `leg.candidate` events. `superseded` when a newer offer overtook this one.
   */
  z.strictObject({ cmd: z.literal('leg.offer'), ...ofLeg, side: legSide, sdp }),
  /** May come before its offer; null says that there are no more. */
  z.strictObject({ cmd: z.literal('leg.candidate'), ...ofLeg, candidate: iceCandidate.nullable() }),
  /** Closing an unknown leg is nothing. */
  z.strictObject({ cmd: z.literal('leg.close'), ...ofLeg, reason: z.string().max(100).optional() }),
  /**
   * Declares what the named legs hear from now on; legs not named keep theirs. A leg may be declared before it
   * is offered. Undeclared legs hear silence. This one matrix carries talk, hold, consult, listen, whisper, barge.
   */
  z.strictObject({ cmd: z.literal('call.mix'), ...ofCall, legs: z.record(id, legMix) }),
  /**
   * Speaks prompts to one leg, in order; its background waits meanwhile, voices go on. A play waits while its leg
   * is not connected. Another playId replaces it; the same playId again is nothing, even when it has ended.
   */
  z.strictObject({
    cmd: z.literal('play'),
    ...ofLeg,
    playId: id,
    prompts: z.array(promptRef).min(1).max(50),
    language: z.enum(['ru', 'en']).optional(),
  }),
  /** Without playId, whatever plays. Stopping what does not play is nothing. */
  z.strictObject({ cmd: z.literal('play.stop'), ...ofLeg, playId: id.optional() }),
  /**
   * Two channels: left the agents' side, right the client's, as far as one side is heard by the other (what is
   * said on hold, in a consultation or in a whisper is not recorded).
   */
  z.strictObject({ cmd: z.literal('record.start'), ...ofRecording, path: recordingPath }),
  z.strictObject({ cmd: z.literal('record.pause'), ...ofRecording }),
  z.strictObject({ cmd: z.literal('record.resume'), ...ofRecording }),
  z.strictObject({ cmd: z.literal('record.stop'), ...ofRecording }),
  z.strictObject({ cmd: z.literal('snapshot'), ...head }),
  z.strictObject({ cmd: z.literal('stats'), ...head }),
  /** Events with a greater seq, oldest first, from the last thousand that are kept. */
  z.strictObject({ cmd: z.literal('replay'), ...head, afterSeq: z.number().int().min(0) }),
])
export type MediaRequest = z.infer<typeof mediaRequest>
export type MediaCommand = MediaRequest['cmd']
/** A request without its id, as a caller states it. */
export type MediaOrder = MediaRequest extends infer R
  ? R extends MediaRequest
    ? Omit<R, 'id'>
    : never
  : never

export const mediaErrorCode = z.enum([
  'bad_request',
  'full',
  'draining',
  'unknown_call',
  'unknown_leg',
  'unknown_prompt',
  'unknown_recording',
  'recording_exists',
  'bad_sdp',
  'superseded',
  'internal',
])
export type MediaErrorCode = z.infer<typeof mediaErrorCode>

export const mediaReply = z.discriminatedUnion('ok', [
  z.object({ id: z.string(), ok: z.literal(true), result: z.unknown() }),
  z.object({
    /** null where the frame was so broken that its id could not be read. */
    id: z.string().nullable(),
    ok: z.literal(false),
    error: z.object({ code: mediaErrorCode, message: z.string() }),
  }),
])
export type MediaReply = z.infer<typeof mediaReply>

const recordingState = z.enum(['recording', 'paused', 'ended', 'failed'])
const ms = z.number().nonnegative()

export const legSnapshot = z.object({
  legId: id,
  side: legSide,
  state: legState,
  /** Since when it is in this state, epoch ms. */
  since: z.number(),
  mix: legMix,
  playId: id.nullable(),
})
export const recordingSnapshot = z.object({
  recordingId: id,
  path: recordingPath,
  state: recordingState,
  durationMs: ms,
})
export const callSnapshot = z.object({
  callId: id,
  openedAt: z.number(),
  legs: z.array(legSnapshot),
  recordings: z.array(recordingSnapshot),
})
export type CallSnapshot = z.infer<typeof callSnapshot>

export const mediaStats = z.object({
  calls: z.number().int(),
  legs: z.number().int(),
  recordings: z.number().int(),
  capacity: z.number().int(),
  upMs: ms,
  rssBytes: ms,
  /** CPU used by the process since the last `stats`, in cores. */
  cpuCores: ms,
  /** How late audio frames left, over the last 10 s of 10 ms ticks. */
  lateness: z.object({ p50Ms: ms, p99Ms: ms, maxMs: ms, skippedTicks: z.number().int() }),
})
export type MediaStats = z.infer<typeof mediaStats>

const envelope = {
  /** Grows by one with each event of this process; `hello` bears the last one given. */
  seq: z.number().int().min(0),
  at: z.number(),
  mediaId: z.string(),
}
const callEvent = { ...envelope, callId: id }
const legEvent = { ...callEvent, legId: id }
const recordingEvent = { ...callEvent, recordingId: id, path: recordingPath, durationMs: ms, bytes: ms }

export const mediaEvent = z.discriminatedUnion('event', [
  /** To a server when it connects, outside the numbering. */
  z.object({
    event: z.literal('hello'),
    ...envelope,
    protocol: z.number().int(),
    capacity: z.number().int(),
    calls: z.number().int(),
    startedAt: z.number(),
  }),
  /** The process was told to stop: it takes no new call, ends recordings and goes. */
  z.object({ event: z.literal('stopping'), ...envelope }),
  z.object({ event: z.literal('call.closed'), ...callEvent, reason: z.string() }),
  /** Audio flows. `again` after a loss or a new offer. */
  z.object({ event: z.literal('leg.connected'), ...legEvent, again: z.boolean() }),
  /** Nothing comes from the leg: its network (`ice`) or its sender (`silent`, ~3 s without a packet). */
  z.object({ event: z.literal('leg.lost'), ...legEvent, reason: z.enum(['ice', 'silent']) }),
  z.object({ event: z.literal('leg.closed'), ...legEvent, reason: z.string() }),
  /** A candidate of the media process that came after the answer. */
  z.object({ event: z.literal('leg.candidate'), ...legEvent, candidate: iceCandidate }),
  z.object({
    event: z.literal('prompt.ended'),
    ...legEvent,
    playId: id,
    reason: z.enum(['ended', 'stopped', 'replaced']),
  }),
  /** The file is whole. `recovered`: left by a process that died; its header was repaired. */
  z.object({
    event: z.literal('recording.ended'),
    ...recordingEvent,
    reason: z.enum(['stopped', 'call-closed', 'stopping', 'recovered']),
  }),
  /** The disk refused; what came before is kept, the call goes on. */
  z.object({ event: z.literal('recording.failed'), ...recordingEvent, message: z.string() }),
])
export type MediaEvent = z.infer<typeof mediaEvent>
export type MediaEventName = MediaEvent['event']

/** The result of each command; parse with `mediaResult[cmd]`. */
export const mediaResult = {
  'call.open': z.object({ opened: z.boolean() }),
  'call.close': z.object({ closed: z.boolean() }),
  'leg.offer': z.object({ sdp, rejoined: z.boolean() }),
  'leg.candidate': z.object({}),
  'leg.close': z.object({ closed: z.boolean() }),
  'call.mix': z.object({}),
  play: z.object({ playing: z.boolean() }),
  'play.stop': z.object({ stopped: z.boolean() }),
  'record.start': z.object({ state: recordingState }),
  'record.pause': z.object({ state: recordingState }),
  'record.resume': z.object({ state: recordingState }),
  'record.stop': z.object({ state: recordingState }),
  snapshot: z.object({ mediaId: z.string(), seq: z.number().int(), calls: z.array(callSnapshot) }),
  stats: mediaStats,
  replay: z.object({ events: z.array(mediaEvent), complete: z.boolean() }),
} as const satisfies Record<MediaCommand, z.ZodType>
export type MediaResult<C extends MediaCommand> = z.infer<(typeof mediaResult)[C]>
