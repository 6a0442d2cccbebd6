/** What an agent does with a live call, and listening to a recording afterwards. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

const callId = z.strictObject({ callId: z.uuid() })
const nothing = z.object({})

const act = (verb: string) =>
  endpoint({
    method: 'POST',
    path: `/api/calls/:callId/${verb}`,
    gate: 'call.work',
    params: callId,
    reply: nothing,
  })

/** Asking for what is already so is a success: a second press does no harm. */
export const holdCall = act('hold')
export const resumeCall = act('resume')
export const muteLeg = act('mute')
export const unmuteLeg = act('unmute')
/** The agent's browser holds the sound back until a key is pressed: the others hear music meanwhile. */
export const soundHeldBack = act('sound/held-back')
export const soundPlays = act('sound/plays')
export const hangUpCall = act('hang-up')
/** Card data are not to be recorded. */
export const pauseRecording = act('recording/pause')
export const resumeRecording = act('recording/resume')

/** WAV, left the agent, right the client; byte ranges honoured. Each playback is audited. */
export const playRecording = endpoint({
  method: 'GET',
  path: '/api/recordings/:recordingId',
  gate: 'recording.play',
  params: z.strictObject({ recordingId: z.uuid() }),
  media: 'audio/wav',
  reply: z.unknown(),
})

/** For the desk's own peer connection. */
export const readIceServers = endpoint({
  method: 'GET',
  path: '/api/telephony/ice-servers',
  gate: 'agent.self',
  reply: z.object({
    iceServers: z.array(
      z.object({
        urls: z.union([z.string(), z.array(z.string())]),
        username: z.string().optional(),
        credential: z.string().optional(),
      }),
    ),
    /** The credentials last so long, ms; null: for ever. */
    lastsMs: z.number().nullable(),
  }),
})
