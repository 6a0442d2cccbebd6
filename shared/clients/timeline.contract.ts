/** Everything that happened with a client, newest first, a page at a time. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

export const timelineKinds = ['interaction', 'claim', 'deal', 'note', 'task', 'suggestion'] as const
export const timelineKind = z.enum(timelineKinds)
export type TimelineKind = z.infer<typeof timelineKind>

/** Codes and values that the screen puts into words; each room keeps its own in its contract. */
export const timelineSummary = z.record(z.string(), z.json())
export type TimelineSummary = z.infer<typeof timelineSummary>

export const timelineItem = z.strictObject({
  /** Epoch ms. */
  at: z.number().int(),
  kind: timelineKind,
  subjectId: z.uuid(),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  /** Of a task that nobody holds: the queue it waits in. */
  waitsIn: z.strictObject({ ru: z.string(), en: z.string() }).nullable(),
  /** Whether the reader may open it: a line may tell of a task that waits in a queue they do not serve. */
  opens: z.boolean(),
  summary: timelineSummary,
})
export type TimelineItem = z.infer<typeof timelineItem>

/** The place of the last item of a page: its time and its id. */
export const timelineKey = z.string().regex(/^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

export const TIMELINE_PAGE = 30

export const readTimeline = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/timeline',
  gate: 'client.read',
  params: z.strictObject({ clientId: z.uuid() }),
  query: z.strictObject({
    kind: timelineKind.optional(),
    /** The key that the page before gave; without it, from the newest. */
    before: timelineKey.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(TIMELINE_PAGE),
  }),
  reply: z.strictObject({
    items: z.array(timelineItem),
    /** Null when there is nothing older. */
    next: timelineKey.nullable(),
  }),
})
