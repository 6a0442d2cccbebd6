/** The log's words for interactions. The facts that figures need stand in the event itself (invariant 8). */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'
import { outcomes } from './interaction.state.ts'

const call = { callId: z.uuid().nullable() }

export const interactionArrived = defineEvent(
  'interaction.arrived',
  'interaction',
  z.object({ ...call, channel: z.string(), direction: z.string(), clientId: z.uuid().nullable() }),
)
export const interactionQueued = defineEvent(
  'interaction.queued',
  'interaction',
  z.object({ ...call, queueId: z.uuid(), topic: z.string().nullable(), why: z.string() }),
)
/** An agent calls the client. */
export const interactionCalled = defineEvent(
  'interaction.called',
  'interaction',
  z.object({ ...call, agentId: z.uuid(), clientId: z.uuid().nullable(), taskId: z.uuid().nullable() }),
)
export const interactionAnswered = defineEvent(
  'interaction.answered',
  'interaction',
  z.object({ ...call, agentId: z.uuid(), queueId: z.uuid().nullable(), waitMs: z.number() }),
)
export const interactionTransferred = defineEvent(
  'interaction.transferred',
  'interaction',
  z.object({
    ...call,
    fromId: z.uuid(),
    toId: z.uuid().nullable(),
    queueId: z.uuid().nullable(),
    how: z.enum(['blind', 'warm']),
  }),
)
export const interactionWrapUpStarted = defineEvent(
  'interaction.wrap-up-started',
  'interaction',
  z.object({ ...call, agentId: z.uuid(), until: z.number(), reason: z.string() }),
)
export const interactionWrapUpExtended = defineEvent(
  'interaction.wrap-up-extended',
  'interaction',
  z.object({ ...call, agentId: z.uuid(), until: z.number() }),
)
/** Names of the changed fields only: the values may be personal, and stay in the table. */
export const interactionEdited = defineEvent(
  'interaction.edited',
  'interaction',
  z.object({ ...call, fields: z.array(z.string()) }),
)
export const interactionLinked = defineEvent(
  'interaction.linked',
  'interaction',
  z.object({ ...call, clientId: z.uuid() }),
)
export const interactionPrioritised = defineEvent(
  'interaction.prioritised',
  'interaction',
  z.object({ ...call, priority: z.number().int() }),
)
/** A client who had been answered and passed on waited again, and nobody came. */
export const interactionSecondWaitEnded = defineEvent(
  'interaction.second-wait-ended',
  'interaction',
  z.object({
    ...call,
    queueId: z.uuid().nullable(),
    waitMs: z.number(),
    how: z.enum(['gave-up', 'callback', 'refused', 'cut-off']),
  }),
)
/** Appended when wrap-up ends, or when nobody will talk any more. One line of the sales record comes of it. */
export const interactionClosed = defineEvent(
  'interaction.closed',
  'interaction',
  z.object({
    ...call,
    outcome: z.enum(outcomes),
    channel: z.string(),
    direction: z.string(),
    clientId: z.uuid().nullable(),
    agentId: z.uuid().nullable(),
    departmentId: z.uuid().nullable(),
    marketId: z.uuid().nullable(),
    queueId: z.uuid().nullable(),
    topic: z.string().nullable(),
    language: z.string(),
    dispositionCode: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    industry: z.string().nullable(),
    source: z.string().nullable(),
    arrivedAt: z.number(),
    queuedAt: z.number().nullable(),
    answeredAt: z.number().nullable(),
    talkEndedAt: z.number().nullable(),
    closedAt: z.number(),
    waitMs: z.number().nullable(),
    talkMs: z.number().nullable(),
    holdMs: z.number(),
    wrapUpMs: z.number().nullable(),
    estimateMs: z.number().nullable(),
  }),
)
