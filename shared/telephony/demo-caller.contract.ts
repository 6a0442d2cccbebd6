/** A demo hub lets a simulated caller ring, so that one person with one browser can try everything. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

/** PostgreSQL channel on which the callers' process waits. */
export const DEMO_CALLER_CHANNEL = 'demo_caller'

/** The setting that holds the numbers of the demo company's busiest clients, by language, E.164. */
export const DEMO_CALLERS = 'demo.callers'
export const demoCallers = z.strictObject({ ru: z.array(z.string()), en: z.array(z.string()) })

/** Not there on a hub that is no demo; 429 when asked too often. Says nothing of who will call. */
export const letCallerRing = endpoint({
  method: 'POST',
  path: '/api/demo/caller',
  gate: 'public',
  body: z.strictObject({ language: z.enum(['ru', 'en']) }),
  reply: z.undefined(),
})
