/** The log's words for letters about claims, and for what they are written from. No words of a letter: those are personal. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'
import { letterStates } from './letter.state.ts'

export const letterMoved = defineEvent(
  'claim.letter-moved',
  'claim',
  z.object({
    letterId: z.uuid(),
    number: z.string(),
    to: z.enum(letterStates.states),
    way: z.enum(['mail', 'paper']),
  }),
)

export const letterTemplateSet = defineEvent('letter-template.set', 'letter-template', z.object({}))
