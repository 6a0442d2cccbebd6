/** Queues and who serves them, in the log. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const queueCreated = defineEvent('queue.created', 'queue', z.strictObject({ code: z.string() }))
export const queueChanged = defineEvent(
  'queue.changed',
  'queue',
  z.strictObject({ fields: z.array(z.string()) }),
)
export const queueAgentsChanged = defineEvent(
  'queue.agents-changed',
  'queue',
  z.strictObject({ added: z.array(z.uuid()), removed: z.array(z.uuid()) }),
)
