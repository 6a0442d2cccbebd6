/** The log's words for suggestions. The words of people stay in the tables. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'
import { suggestionStates } from './suggestion.state.ts'

const state = z.enum(suggestionStates.states)
const facts = z.object({ number: z.int(), productId: z.uuid().nullable() })

export const suggestionOpened = defineEvent(
  'suggestion.opened',
  'suggestion',
  facts.extend({ clientId: z.uuid(), interactionId: z.uuid().nullable() }),
)
/** Another client wishes the same. */
export const suggestionVoted = defineEvent(
  'suggestion.voted',
  'suggestion',
  facts.extend({ clientId: z.uuid(), interactionId: z.uuid().nullable() }),
)
export const suggestionMoved = defineEvent(
  'suggestion.moved',
  'suggestion',
  facts.extend({ move: z.string(), from: state, to: state, intoId: z.uuid().nullable() }),
)
