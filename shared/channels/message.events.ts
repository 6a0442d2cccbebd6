/** The log's words for messages: ids and states. What was written is personal, and stays in the table. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'
import { messageFaults } from '../telephony/message-port.contract.ts'
import { messageStates } from './message.state.ts'

const message = { messageId: z.uuid(), clientId: z.uuid().nullable() }

export const messageArrived = defineEvent('message.arrived', 'interaction', z.object(message))
export const messageWritten = defineEvent(
  'message.written',
  'interaction',
  z.object({ ...message, segments: z.number().int() }),
)
export const messageMoved = defineEvent(
  'message.moved',
  'interaction',
  z.object({
    ...message,
    attempt: z.number().int(),
    to: z.enum(messageStates.states as [string, ...string[]]),
    fault: z.enum(messageFaults).nullable(),
  }),
)
export const messageSettingsChanged = defineEvent(
  'message-settings.changed',
  'message-settings',
  z.object({ fields: z.array(z.string()) }),
)
