/** The outgoing box: what is to leave the hub, what has left, and what could not. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'

/** `held`: mail, and no mail server is set. */
export const outboxStates = ['held', 'pending', 'done', 'dead'] as const
export type OutboxState = (typeof outboxStates)[number]

export const effectView = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  key: z.string(),
  state: z.enum(outboxStates),
  attempts: z.number().int(),
  createdAt: z.number(),
  /** Epoch ms of the next try; null when there will be none. */
  nextAt: z.number().nullable(),
  doneAt: z.number().nullable(),
  lastError: z.string().nullable(),
  /** Of a letter. */
  mail: z.strictObject({ to: z.string(), subject: z.string() }).nullable(),
})
export type EffectView = z.infer<typeof effectView>

const id = z.strictObject({ id: z.uuid() })

/** Newest first; `after` is the last id of the page before. */
export const listOutbox = endpoint({
  method: 'GET',
  path: '/api/outbox',
  gate: 'outbox.manage',
  query: z.strictObject({
    state: z.enum(outboxStates).optional(),
    kind: z.string().max(60).optional(),
    after: z.uuid().optional(),
  }),
  reply: z.strictObject({ effects: z.array(effectView), next: z.uuid().nullable() }),
})

/** A letter with its text and the links in it, to be copied. Opening it is in the audit: a link may open an account. */
export const readLetter = endpoint({
  method: 'GET',
  path: '/api/outbox/:id',
  gate: 'outbox.manage',
  params: id,
  reply: z.strictObject({ effect: effectView, text: z.string(), links: z.array(z.string()) }),
})

/** dead → pending. 409 `not_dead`. */
export const retryEffect = endpoint({
  method: 'POST',
  path: '/api/outbox/:id/retry',
  gate: 'outbox.manage',
  params: id,
  reply: effectView,
})

/** A held letter that was handed over by other means: pending → done. 409 `not_held`. */
export const closeLetter = endpoint({
  method: 'POST',
  path: '/api/outbox/:id/close',
  gate: 'outbox.manage',
  params: id,
  reply: effectView,
})
