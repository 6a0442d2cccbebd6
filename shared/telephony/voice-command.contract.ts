/** What the hub asks of a provider: the voice port's orders, as they stand in the outbox. All may be repeated safely. */
import { z } from 'zod'

export const voiceCommand = z.discriminatedUnion('order', [
  /** Bring the sound to what the legs' rows say now (shared/telephony/mix.ts). */
  z.object({ order: z.literal('arrange'), callId: z.uuid() }),
  /** Speak prompts to the client; `turn` fences a saying that the flow has left behind. */
  z.object({
    order: z.literal('say'),
    callId: z.uuid(),
    turn: z.number().int(),
    prompts: z.array(z.string()),
    language: z.enum(['ru', 'en']),
  }),
  z.object({ order: z.literal('hush'), callId: z.uuid() }),
  z.object({
    order: z.literal('record'),
    callId: z.uuid(),
    recordingId: z.uuid(),
    path: z.string(),
    want: z.enum(['start', 'pause', 'resume', 'stop']),
  }),
  /** Call the client of a call that the house makes: whom and from which number, the call's row says. */
  z.object({ order: z.literal('dial'), callId: z.uuid(), legId: z.uuid() }),
  z.object({ order: z.literal('end-leg'), callId: z.uuid(), legId: z.uuid(), reason: z.string() }),
  z.object({ order: z.literal('end-call'), callId: z.uuid(), reason: z.string() }),
])
export type VoiceCommand = z.infer<typeof voiceCommand>
