/** What the hub does by itself: sweeps, what waits to leave it, and the wake-ups in Redis. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'

/** `new`: no round is written down yet. `late`: the next one is overdue. `failed`: the last one failed. */
export const sweepStates = ['new', 'works', 'failed', 'late'] as const
export type SweepState = (typeof sweepStates)[number]

export const sweepView = z.strictObject({
  name: z.string(),
  state: z.enum(sweepStates),
  everyMs: z.number().int(),
  runs: z.number().int(),
  failures: z.number().int(),
  /** Epoch ms. */
  lastAt: z.number().nullable(),
  lastMs: z.number().int().nullable(),
  /** Epoch ms; at the latest, for a wake-up may come before. */
  nextAt: z.number().nullable(),
  failedAt: z.number().nullable(),
  error: z.string().nullable(),
})
export type SweepView = z.infer<typeof sweepView>

/** Of one kind of effect; in a lane one goes out after another, so that a stuck one holds up those behind it. */
export const laneView = z.strictObject({
  kind: z.string(),
  pending: z.number().int(),
  lanes: z.number().int(),
  /** Tried at least once, and not out. */
  retried: z.number().int(),
  dead: z.number().int(),
  /** Epoch ms since when the first of them is due; null when none is. */
  dueSince: z.number().nullable(),
})
export type LaneView = z.infer<typeof laneView>

export const wakeCounts = z.strictObject({
  waiting: z.number().int(),
  delayed: z.number().int(),
  active: z.number().int(),
  failed: z.number().int(),
})
export type WakeCounts = z.infer<typeof wakeCounts>

export const readJobs = endpoint({
  method: 'GET',
  path: '/api/jobs',
  gate: 'outbox.manage',
  reply: z.strictObject({
    sweeps: z.array(sweepView),
    lanes: z.array(laneView),
    /** Null: Redis does not answer, and what is due waits for its sweep. */
    wakes: wakeCounts.nullable(),
  }),
})

/** Rounds are written down every few seconds; one is missed only after that and a slow moment, ms. */
const PATIENCE_MS = 20_000

/** How a sweep stands at `now`, epoch ms. */
export const sweepStateOf = (
  sweep: Pick<SweepView, 'everyMs' | 'lastAt' | 'failedAt'>,
  now: number,
): SweepState => {
  if (sweep.lastAt === null) return 'new'
  if (now - sweep.lastAt > sweep.everyMs * 2 + PATIENCE_MS) return 'late'
  return sweep.failedAt !== null && sweep.failedAt >= sweep.lastAt ? 'failed' : 'works'
}
