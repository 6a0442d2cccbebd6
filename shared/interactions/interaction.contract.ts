/** One interaction on the screen, its wrap-up, its notes, and whose it is. */
import { z } from 'zod'
import { customGiven, customValues } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { outcomes } from './interaction.state.ts'

const interactionId = z.strictObject({ interactionId: z.uuid() })

export const interactionView = z.object({
  id: z.uuid(),
  channel: z.string(),
  direction: z.string(),
  state: z.string(),
  outcome: z.enum(outcomes).nullable(),
  clientId: z.uuid().nullable(),
  clientName: z.string().nullable(),
  address: z.string().nullable(),
  verified: z.boolean(),
  language: z.string(),
  topic: z.string().nullable(),
  queueNameRu: z.string().nullable(),
  queueNameEn: z.string().nullable(),
  agentId: z.uuid().nullable(),
  agentName: z.string().nullable(),
  arrivedAt: z.number(),
  queuedAt: z.number().nullable(),
  answeredAt: z.number().nullable(),
  talkEndedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  holdMs: z.number(),
  endReason: z.string().nullable(),
  disposition: z.object({ code: z.string(), nameRu: z.string(), nameEn: z.string() }).nullable(),
  /** Of the fields that an administrator added. */
  custom: customValues,
  talks: z.array(
    z.object({
      agentName: z.string(),
      fromAt: z.number(),
      toAt: z.number().nullable(),
      holdMs: z.number(),
      wrapUpMs: z.number().nullable(),
      endReason: z.string().nullable(),
    }),
  ),
  recordings: z.array(
    z.object({
      id: z.uuid(),
      state: z.string(),
      startedAt: z.number(),
      durationMs: z.number().nullable(),
      /** False where the reader may not listen to it. */
      playable: z.boolean(),
    }),
  ),
  notes: z.array(
    z.object({ id: z.uuid(), authorName: z.string().nullable(), text: z.string(), updatedAt: z.number() }),
  ),
})
export type InteractionView = z.infer<typeof interactionView>

export const readInteraction = endpoint({
  method: 'GET',
  path: '/api/interactions/:interactionId',
  gate: 'interaction.read',
  params: interactionId,
  reply: interactionView,
})

const names = { nameRu: z.string(), nameEn: z.string() }

/**
 * What a contact may be closed with, in order; those under one heading follow each other. `interactionId`: those of its
 * queue, and of all.
 */
export const listDispositions = endpoint({
  method: 'GET',
  path: '/api/dispositions',
  gate: 'signed-in',
  query: z.strictObject({ interactionId: z.uuid().optional() }),
  reply: z.array(z.object({ id: z.uuid(), code: z.string(), ...names, heading: z.object(names).nullable() })),
})

/** The agent's note on the interaction, saved as it is typed. `version` is the one last seen; 0 for the first save. */
export const saveInteractionNote = endpoint({
  method: 'PUT',
  path: '/api/interactions/:interactionId/note',
  gate: 'interaction.wrap-up',
  params: interactionId,
  body: z.strictObject({ text: z.string().max(20_000), version: z.number().int().min(0) }),
  reply: z.object({ version: z.number().int(), updatedAt: z.number() }),
})
export const readInteractionNote = endpoint({
  method: 'GET',
  path: '/api/interactions/:interactionId/note',
  gate: 'interaction.wrap-up',
  params: interactionId,
  reply: z.object({ text: z.string(), version: z.number().int() }),
})

/** Says whose call it is, when the number is at several clients. */
export const linkClient = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/client',
  gate: 'interaction.wrap-up',
  params: interactionId,
  body: z.strictObject({ clientId: z.uuid() }),
  reply: z.object({ clientId: z.uuid() }),
})
/** An unknown number becomes a provisional card in one keystroke. */
export const makeCard = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/provisional-client',
  gate: 'client.edit',
  params: interactionId,
  reply: z.object({ clientId: z.uuid() }),
})

/** Token of the lease that the desk shows (`DeskWork.fence`): a wrap-up that is over is not confused with a later one. */
const fence = z.number().int().optional()

/** Ends the wrap-up: the disposition, and what was promised. 409 `not_in_wrap_up`. */
export const finishWrapUp = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/wrap-up',
  gate: 'interaction.wrap-up',
  params: interactionId,
  body: z.strictObject({
    fence,
    dispositionId: z.uuid(),
    custom: customGiven.optional(),
    followUp: z
      .strictObject({ title: z.string().trim().min(1).max(300), dueAt: z.number().int() })
      .optional(),
    /** The task that the call was made for is done with it; left out, it stays. */
    taskDone: z.boolean().optional(),
  }),
  reply: z.object({}),
})
/**
 * Whoever handed the client on, or did not reach them, is done with their notes. 409 `not_in_wrap_up`,
 * `disposition_wanted`, `task_moved`; 422 `in_past`.
 */
export const leaveWrapUp = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/wrap-up/leave',
  gate: 'interaction.wrap-up',
  params: interactionId,
  body: z.strictObject({
    fence,
    /** Not reached: the task that the call was made for is tried again by then. Epoch ms. */
    callAgainAt: z.number().int().optional(),
  }),
  reply: z.object({}),
})
/** More time, once asked for; up to ten minutes in all. */
export const extendWrapUp = endpoint({
  method: 'POST',
  path: '/api/interactions/:interactionId/wrap-up/extend',
  gate: 'interaction.wrap-up',
  params: interactionId,
  body: z.strictObject({ fence }),
  reply: z.object({ until: z.number() }),
})
