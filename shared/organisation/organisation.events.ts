/** The organisation in the log: what was made or changed, for screens that watch it. */
import { z } from 'zod'
import { defineEvent } from '#shared/platform/event.ts'

const fields = z.strictObject({ fields: z.array(z.string()) })
const code = z.strictObject({ code: z.string() })

export const calendarCreated = defineEvent('calendar.created', 'calendar', code)
export const calendarChanged = defineEvent('calendar.changed', 'calendar', fields)
export const marketCreated = defineEvent('market.created', 'market', code)
export const marketChanged = defineEvent('market.changed', 'market', fields)
export const departmentCreated = defineEvent('department.created', 'department', code)
/** `fields`: names, parent, or `closedAt` when it was closed or opened again. */
export const departmentChanged = defineEvent('department.changed', 'department', fields)
/** A change was ordered for a later day, or called off; the subject is the department. */
export const departmentPlanned = defineEvent(
  'department.planned',
  'department',
  z.strictObject({ planId: z.uuid() }),
)
export const dictionaryChanged = defineEvent(
  'dictionary.changed',
  'dictionary',
  z.strictObject({ dictionary: z.string(), fields: z.array(z.string()) }),
)

export const retentionChanged = defineEvent('retention.changed', 'retention', fields)
const thing = z.strictObject({ thing: z.string() })
export const customFieldCreated = defineEvent('custom-field.created', 'custom-field', thing)
/** `fields`: what of it was changed; `archived` when it was put away or brought back. */
export const customFieldChanged = defineEvent(
  'custom-field.changed',
  'custom-field',
  thing.extend({ fields: z.array(z.string()) }),
)
