/** The log's words for calls, legs and recordings. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

const leg = z.object({ callId: z.uuid(), side: z.enum(['client', 'agent']), userId: z.uuid().nullable() })

export const callArrived = defineEvent(
  'call.arrived',
  'call',
  z.object({ provider: z.string(), direction: z.enum(['inbound', 'outbound']), verified: z.boolean() }),
)
/** `pageId`: the ended call whose page is rung; null: a phone is. */
export const callDialled = defineEvent('call.dialled', 'call', z.object({ pageId: z.uuid().nullable() }))
export const callRinging = defineEvent('call.ringing', 'call', z.object({}))
export const callLive = defineEvent('call.live', 'call', z.object({}))
export const callStepped = defineEvent(
  'call.stepped',
  'call',
  z.object({ step: z.string().nullable(), turn: z.number().int() }),
)
export const callHeld = defineEvent('call.held', 'call', z.object({ userId: z.uuid() }))
export const callResumed = defineEvent('call.resumed', 'call', z.object({ userId: z.uuid() }))
export const callEnded = defineEvent('call.ended', 'call', z.object({ reason: z.string() }))

export const legInvited = defineEvent('leg.invited', 'leg', leg)
export const legConnected = defineEvent('leg.connected', 'leg', leg)
export const legLost = defineEvent('leg.lost', 'leg', leg.extend({ reason: z.string() }))
export const legRejoined = defineEvent('leg.rejoined', 'leg', leg)
export const legMuted = defineEvent('leg.muted', 'leg', leg.extend({ muted: z.boolean() }))
/** `deaf`: its browser plays nothing until the user acts. */
export const legHearing = defineEvent('leg.hearing', 'leg', leg.extend({ deaf: z.boolean() }))
export const legEnded = defineEvent('leg.ended', 'leg', leg.extend({ reason: z.string() }))

const recording = z.object({ callId: z.uuid(), interactionId: z.uuid().nullable() })
export const recordingStarted = defineEvent('recording.started', 'recording', recording)
export const recordingPaused = defineEvent('recording.paused', 'recording', recording)
export const recordingResumed = defineEvent('recording.resumed', 'recording', recording)
export const recordingEnded = defineEvent(
  'recording.ended',
  'recording',
  recording.extend({ how: z.enum(['done', 'cut-off', 'failed', 'lost']), durationMs: z.number().nullable() }),
)
export const recordingErased = defineEvent('recording.erased', 'recording', recording)

export const flowPublished = defineEvent(
  'flow.published',
  'flow',
  z.object({ code: z.string(), version: z.number().int() }),
)

/** No new call is led by it. */
export const flowClosed = defineEvent(
  'flow.closed',
  'flow',
  z.object({ code: z.string(), version: z.number().int() }),
)

/** The subject is the row of the sound, or of the house's own phrase where its name changed. */
export const promptChanged = defineEvent(
  'prompt.changed',
  'prompt',
  z.strictObject({
    prompt: z.string(),
    language: z.enum(['ru', 'en']).nullable(),
    version: z.number().int(),
    restores: z.number().int().nullable(),
  }),
)
