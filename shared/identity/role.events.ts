/** What happens to roles, in the log. */
import { z } from 'zod'
import { defineEvent } from '#shared/platform/event.ts'
import { scopes } from './permissions.ts'

const grants = z.record(z.string(), z.enum(scopes))
const role = z.strictObject({ code: z.string(), grants })

export const roleCreated = defineEvent('role.created', 'role', role)
/** The grants as they are now; everyone who holds the role is concerned. */
export const roleChanged = defineEvent('role.changed', 'role', role)
export const roleRemoved = defineEvent('role.removed', 'role', z.strictObject({ code: z.string() }))
