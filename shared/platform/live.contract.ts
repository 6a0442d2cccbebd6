/**
 * How a screen stays fresh. It names what it shows ("client:<id>", "board"); the server tells it that something of
 * that subject changed; the screen reads again over HTTP. Nothing on screen is patched by guess.
 */
import { z } from 'zod'
import { message, socketCommand } from './message.ts'

/** A noun, or a noun and an id: `board`, `client:0199…`. */
export const watchedSubject = z.string().regex(/^[a-z][a-z-]*(:[\w-]+)?$/)
export type WatchedSubject = z.infer<typeof watchedSubject>

/** Replaces the whole list of what this socket watches: a repeat is harmless, a lost one is mended by the next. */
export const watch = socketCommand({
  name: 'watch',
  gate: 'signed-in',
  input: z.strictObject({ subjects: z.array(watchedSubject).max(200) }),
  reply: z.strictObject({ subjects: z.array(watchedSubject) }),
})

/** Something of a watched subject changed; `kind` is the event's, so that a screen may ignore what it doesn't show. */
export const changed = message('changed', z.strictObject({ subject: watchedSubject, kind: z.string() }))

/** The server ends this socket: the session is over, or its rights are new. Sent just before it is cut. */
export const dropped = message('dropped', z.strictObject({ code: z.string() }))
