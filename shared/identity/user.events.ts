/** What happens to users and roles, in the log. Live sockets follow these: a change of rights takes effect at once. */
import { z } from 'zod'
import { defineEvent } from '#shared/platform/event.ts'

/** Names of the fields that changed: values of persons do not go into the log. */
const fields = z.array(z.string())

export const userCreated = defineEvent('user.created', 'user', z.strictObject({ roles: z.array(z.string()) }))
export const userChanged = defineEvent('user.changed', 'user', z.strictObject({ fields }))
/** Takes effect on presence too: the agents room makes the user offline. */
export const userDeactivated = defineEvent('user.deactivated', 'user', z.strictObject({}))
export const userReactivated = defineEvent('user.reactivated', 'user', z.strictObject({}))
/** Concerns the user's rights too: a role may ask for it. */
export const secondFactorChanged = defineEvent(
  'user.second-factor-changed',
  'user',
  z.strictObject({ how: z.enum(['on', 'removed', 'reset', 'codes-renewed']) }),
)
export const tokenMade = defineEvent('user.token-made', 'user', z.strictObject({ tokenId: z.uuid() }))
export const tokenRevoked = defineEvent('user.token-revoked', 'user', z.strictObject({ tokenId: z.uuid() }))
export const passwordChanged = defineEvent(
  'user.password-changed',
  'user',
  z.strictObject({ how: z.enum(['own', 'mail', 'code', 'invitation']) }),
)
