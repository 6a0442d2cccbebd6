/** What a probe is told: state words only, to whoever asks. */
import { z } from 'zod'

export const HEALTH_PATH = '/healthz'
export const READINESS_PATH = '/readyz'

/** This process lives. */
export const health = z.strictObject({ state: z.literal('alive') })

export const readiness = z.strictObject({
  /** `degraded` serves: without Redis wake-ups are lost and the sweeps find what is due. */
  state: z.enum(['ready', 'degraded', 'not-ready']),
  database: z.enum(['answers', 'away']),
  /** `behind`: the schema is older than the program. */
  migrations: z.enum(['current', 'behind', 'unknown']),
  /** `standing`: the log of events is not followed, screens and the record would grow old. */
  events: z.enum(['followed', 'standing']),
  redis: z.enum(['answers', 'away']),
})
export type Readiness = z.infer<typeof readiness>

/** The one word of it all. */
export const stateOf = (parts: Omit<Readiness, 'state'>): Readiness['state'] => {
  const works = parts.database === 'answers' && parts.migrations === 'current' && parts.events === 'followed'
  if (!works) return 'not-ready'
  return parts.redis === 'answers' ? 'ready' : 'degraded'
}
