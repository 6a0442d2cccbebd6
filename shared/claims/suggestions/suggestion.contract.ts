/** Suggestions of clients over HTTP. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { named } from '../../sales/product.contract.ts'
import { type SuggestionMove, suggestionStates } from './suggestion.state.ts'

export const suggestionMoves = [
  'review',
  'accept',
  'decline',
  'release',
  'reconsider',
  'merge',
] as const satisfies SuggestionMove[]

const person = z.object({ id: z.uuid(), name: z.string() })
const id = z.strictObject({ id: z.uuid() })
const version = z.int()
const state = z.enum(suggestionStates.states)
const title = z.string().trim().min(1).max(200)
const words = z.string().trim().max(8_000)

export const suggestion = z.object({
  id: z.uuid(),
  number: z.int(),
  title: z.string(),
  product: named.nullable(),
  state,
  /** Clients who wish it, those of the merged ones too, each counted once. */
  votes: z.int(),
  /** What these clients bought in the last 365 days, in the house currency; null: not this reader's to know. */
  revenueMinor: z.int().nullable(),
  /** Epoch ms, as all times. */
  openedAt: z.number(),
  version,
})
export type Suggestion = z.infer<typeof suggestion>

export const suggestionPage = z.object({
  suggestion,
  description: z.string(),
  reason: z.string().nullable(),
  openedBy: person,
  /** The one that it was merged into. */
  into: z.object({ id: z.uuid(), number: z.int(), title: z.string() }).nullable(),
  /** Those that were merged into it. */
  merged: z.array(z.object({ id: z.uuid(), number: z.int(), title: z.string() })),
  voters: z.array(
    z.object({
      /** Null: beyond the reader's reach. */
      client: person.nullable(),
      author: z.boolean(),
      saidAt: z.number(),
      interactionId: z.uuid().nullable(),
      /** The task to tell the author of the decision: whether it is done. */
      told: z.object({ taskId: z.uuid(), done: z.boolean() }).nullable(),
    }),
  ),
  history: z.array(
    z.object({
      at: z.number(),
      actor: person.nullable(),
      kind: z.enum(['opened', 'voted', 'moved']),
      move: z.enum(suggestionMoves).nullable(),
    }),
  ),
  houseCurrency: z.string(),
  moves: z.array(z.enum(suggestionMoves)),
  mayVote: z.boolean(),
})
export type SuggestionPage = z.infer<typeof suggestionPage>

/** How many rows stand before the page. */
export const rowsBefore = z.string().regex(/^\d{1,6}$/)

export const listSuggestions = endpoint({
  method: 'GET',
  path: '/api/suggestions',
  gate: 'suggestion.read',
  query: z.strictObject({
    /** `open`: still without a decision that ends it. */
    state: z.union([state, z.literal('open')]).optional(),
    product: z.uuid().optional(),
    /** A piece of the title, or the number. */
    search: z.string().trim().min(1).max(100).optional(),
    sort: z.enum(['newest', 'votes', 'revenue']).default('newest'),
    after: rowsBefore.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    suggestions: z.array(suggestion),
    next: rowsBefore.nullable(),
    houseCurrency: z.string(),
    seesRevenue: z.boolean(),
  }),
})

export const readSuggestion = endpoint({
  method: 'GET',
  path: '/api/suggestions/:id',
  gate: 'suggestion.read',
  params: id,
  reply: suggestionPage,
})

export const openSuggestionInput = z.strictObject({
  /** Of the screen's making; asked again with the same one, the same suggestion is answered. */
  requestId: z.uuid().optional(),
  clientId: z.uuid(),
  interactionId: z.uuid().nullable().optional(),
  productId: z.uuid().nullable().optional(),
  title,
  description: words,
})
export type OpenSuggestionInput = z.infer<typeof openSuggestionInput>

export const openSuggestion = endpoint({
  method: 'POST',
  path: '/api/suggestions',
  gate: 'suggestion.note',
  body: openSuggestionInput,
  reply: suggestion,
})

/** The client wishes it too. Said twice, it counts once. 409 `merged_suggestion`. */
export const voteSuggestion = endpoint({
  method: 'POST',
  path: '/api/suggestions/:id/votes',
  gate: 'suggestion.note',
  params: id,
  body: z.strictObject({ clientId: z.uuid(), interactionId: z.uuid().nullable().optional() }),
  reply: suggestionPage,
})

export const moveSuggestionInput = z.discriminatedUnion('move', [
  z.strictObject({ move: z.enum(['review', 'accept', 'release', 'reconsider']), version }),
  z.strictObject({ move: z.literal('decline'), version, reason: words.min(1) }),
  z.strictObject({ move: z.literal('merge'), version, intoId: z.uuid() }),
])
export type MoveSuggestionInput = z.infer<typeof moveSuggestionInput>

/** 409 `stale`, `move_not_allowed`; 422 `intoId: unknown`, `same_suggestion`, `is_merged`. */
export const moveSuggestion = endpoint({
  method: 'POST',
  path: '/api/suggestions/:id/moves',
  gate: 'suggestion.decide',
  params: id,
  body: moveSuggestionInput,
  reply: suggestionPage,
})
