/** A session's life in the log; the sockets of an ended one are cut by whoever reads this. */
import { z } from 'zod'
import { defineEvent } from '#shared/platform/event.ts'

export const endReasons = [
  'signed-out',
  'signed-out-everywhere',
  'idle',
  'expired',
  'password-changed',
  'password-reset',
  'deactivated',
  'second-factor-on',
  'second-factor-reset',
] as const
export type EndReason = (typeof endReasons)[number]

export const sessionStarted = defineEvent('session.started', 'session', z.strictObject({ userId: z.uuid() }))

export const sessionEnded = defineEvent(
  'session.ended',
  'session',
  z.strictObject({ userId: z.uuid(), reason: z.enum(endReasons) }),
)
