/** The log's words for offers and consultations. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

const offer = z.object({
  interactionId: z.uuid(),
  callId: z.uuid().nullable(),
  userId: z.uuid(),
  queueId: z.uuid(),
  purpose: z.enum(['answer', 'consult']),
})
const ended = offer.extend({ reason: z.string().nullable() })

export const offerMade = defineEvent(
  'offer.made',
  'offer',
  offer.extend({ expiresAt: z.number(), why: z.string() }),
)
export const offerAccepted = defineEvent('offer.accepted', 'offer', offer)
export const offerDeclined = defineEvent('offer.declined', 'offer', ended)
export const offerExpired = defineEvent('offer.expired', 'offer', ended)
export const offerWithdrawn = defineEvent('offer.withdrawn', 'offer', ended)

const consult = z.object({
  interactionId: z.uuid(),
  callId: z.uuid().nullable(),
  fromId: z.uuid(),
  userId: z.uuid().nullable(),
})
export const consultAsked = defineEvent('consult.asked', 'consult', consult)
export const consultAnswered = defineEvent('consult.answered', 'consult', consult)
export const consultEnded = defineEvent('consult.ended', 'consult', consult.extend({ how: z.string() }))
