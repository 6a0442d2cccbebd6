/** What each command of the contract does. A throw of `MediaFault` is a refusal. */
import type { MediaCommand, MediaRequest, MediaResult } from '#shared/telephony/media.contract.ts'
import type { Calls } from './calls.ts'
import type { EventLog } from './event-log.ts'
import { MediaFault } from './fault.ts'
import { hasAudio } from './sdp.ts'
import type { Sounds } from './sounds.ts'
import type { Stats } from './stats.ts'

type Order<C extends MediaCommand> = Extract<MediaRequest, { cmd: C }>
type Handlers = { [C in MediaCommand]: (order: Order<C>) => MediaResult<C> | Promise<MediaResult<C>> }

export type CommandParts = { calls: Calls; log: EventLog; stats: Stats; sounds: Sounds }

/** Carries out one parsed request. */
export const createCommands = (parts: CommandParts) => {
  const handlers: Handlers = { ...callCommands(parts), ...recordCommands(parts), ...lookCommands(parts) }
  return (request: MediaRequest): Promise<unknown> =>
    // A table keyed by the discriminant: each handler gets its own kind of request.
    Promise.resolve((handlers[request.cmd] as (order: MediaRequest) => unknown)(request))
}

const callCommands = ({ calls, sounds }: CommandParts) =>
  ({
    'call.open': ({ callId }) => {
      const opened = calls.open(callId)
      calls.get(callId)
      return { opened }
    },
    'call.close': async ({ callId, reason = 'closed' }) => ({ closed: await calls.close(callId, reason) }),
    'leg.offer': ({ callId, legId, side, sdp }) => {
      if (!hasAudio(sdp)) throw new MediaFault('bad_sdp', 'The offer has no audio')
      return calls.get(callId).offer(legId, side, sdp)
    },
    'leg.candidate': ({ callId, legId, candidate }) => {
      const call = calls.get(callId)
      if (candidate?.candidate) call.candidate(legId, candidate)
      return {}
    },
    'leg.close': ({ callId, legId, reason = 'closed' }) => ({
      closed: calls.has(callId) && calls.get(callId).closeLeg(legId, reason),
    }),
    'call.mix': ({ callId, legs }) => {
      calls.get(callId).setMix(legs)
      return {}
    },
    play: async ({ callId, legId, playId, prompts, language = 'ru' }) => {
      await sounds.ready(prompts, language)
      return { playing: calls.get(callId).play(legId, playId, prompts, language) }
    },
    'play.stop': ({ callId, legId, playId }) => ({
      stopped: calls.get(callId).leg(legId).player.stop(playId),
    }),
  }) satisfies Partial<Handlers>

const recordCommands = ({ calls }: CommandParts) =>
  ({
    'record.start': async ({ callId, recordingId, path }) => {
      const { state } = await calls.get(callId).startRecording(recordingId, path)
      return { state }
    },
    'record.pause': ({ callId, recordingId }) => {
      const recording = calls.get(callId).recording(recordingId)
      recording.pause()
      return { state: recording.state }
    },
    'record.resume': ({ callId, recordingId }) => {
      const recording = calls.get(callId).recording(recordingId)
      recording.resume()
      return { state: recording.state }
    },
    'record.stop': async ({ callId, recordingId }) => {
      const recording = calls.get(callId).recording(recordingId)
      await recording.end('stopped')
      return { state: recording.state }
    },
  }) satisfies Partial<Handlers>

const lookCommands = ({ calls, log, stats }: CommandParts) =>
  ({
    snapshot: () => ({
      mediaId: log.mediaId,
      seq: log.seq,
      calls: calls.all.map((call) => call.snapshot()),
    }),
    stats: () => stats.read(),
    replay: ({ afterSeq }) => log.after(afterSeq),
  }) satisfies Partial<Handlers>
