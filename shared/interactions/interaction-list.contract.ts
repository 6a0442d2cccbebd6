/** The list of interactions, the latest first, and what it is narrowed by. */
import { z } from 'zod'
import { customFilter } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { pageKey } from '../platform/page-key.ts'
import { outcomes } from './interaction.state.ts'

export const channels = ['call', 'web-call', 'sms'] as const
export const directions = ['inbound', 'outbound'] as const

/** Epoch ms, as far as a database's calendar goes. */
const moment = z.coerce.number().int().min(0).max(99_999_999_999_999)
const names = z.object({ nameRu: z.string(), nameEn: z.string() })
const person = z.object({ id: z.uuid(), name: z.string() })

/** What the list, or a file of it, is narrowed by. */
export const interactionNarrowing = z.strictObject({
  /** Arrived no earlier, and no later. */
  from: moment.optional(),
  to: moment.optional(),
  channel: z.enum(channels).optional(),
  direction: z.enum(directions).optional(),
  queue: z.uuid().optional(),
  agent: z.uuid().optional(),
  disposition: z.uuid().optional(),
  /** A piece of the client's name. */
  search: z.string().trim().min(1).max(100).optional(),
  custom: customFilter,
})
export type InteractionNarrowing = z.infer<typeof interactionNarrowing>

export const listedInteraction = z.object({
  id: z.uuid(),
  channel: z.string(),
  direction: z.enum(directions),
  outcome: z.enum(outcomes).nullable(),
  client: person.nullable(),
  address: z.string().nullable(),
  queue: names.nullable(),
  agent: person.nullable(),
  disposition: names.nullable(),
  arrivedAt: z.number(),
  /** From the answer to the end of the talk, held stretches too; null: nobody talked, or they still do. */
  talkMs: z.number().nullable(),
})
export type ListedInteraction = z.infer<typeof listedInteraction>

export const listInteractions = endpoint({
  method: 'GET',
  path: '/api/interactions',
  gate: 'interaction.read',
  query: interactionNarrowing.extend({
    after: pageKey.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ interactions: z.array(listedInteraction), next: z.string().nullable() }),
})

/** Whoever has an interaction within the reader's reach, by name: the list is narrowed to one of them. */
export const listInteractionAgents = endpoint({
  method: 'GET',
  path: '/api/interaction-agents',
  gate: 'interaction.read',
  reply: z.object({ agents: z.array(person) }),
})
