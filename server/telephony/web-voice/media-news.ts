/** The media process's events in the hub's own words. */
import type { CallEvent } from '#shared/telephony/call-event.contract.ts'
import type { MediaEvent } from '#shared/telephony/media.contract.ts'

export const PROVIDER = 'web-voice'

/** What is said with a turn of the flow bears the turn in its id. */
export const playIdOf = (callId: string, turn: number) => `${callId}:${turn}`
const turnOf = (playId: string) => Number(playId.split(':').at(-1))

/** Null for what changes nothing on the record. */
export const newsOf = (event: MediaEvent): CallEvent | null => {
  if (event.event === 'hello' || event.event === 'stopping') return null
  const base = {
    provider: PROVIDER,
    eventId: `${event.mediaId}:${event.seq}`,
    callId: event.callId,
    at: Math.round(event.at),
  }
  switch (event.event) {
    case 'leg.connected':
      return { kind: 'leg-connected', ...base, legId: event.legId }
    case 'leg.lost':
      return { kind: 'leg-lost', ...base, legId: event.legId, reason: event.reason }
    case 'prompt.ended':
      return event.reason === 'ended' ? { kind: 'said', ...base, turn: turnOf(event.playId) } : null
    case 'recording.ended':
      return {
        kind: 'recording-ended',
        ...base,
        recordingId: event.recordingId,
        durationMs: event.durationMs,
        bytes: event.bytes,
        how: event.reason === 'recovered' ? 'cut-off' : 'whole',
      }
    case 'recording.failed':
      return {
        kind: 'recording-ended',
        ...base,
        recordingId: event.recordingId,
        durationMs: event.durationMs,
        bytes: event.bytes,
        how: 'failed',
      }
    case 'call.closed':
      // By our own order the call has ended already; else the process gave it up: nobody was left in it.
      return { kind: 'carrier-lost', ...base }
    default:
      return null
  }
}
