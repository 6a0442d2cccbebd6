/** A demo hub lets a simulated caller ring, so that one person with one browser can try everything. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

/** PostgreSQL channel on which the callers' process waits. */
export const DEMO_CALLER_CHANNEL = 'demo_caller'

/** 404 on a hub that is no demo; 429 when asked too often. */
export const letCallerRing = endpoint({
  method: 'POST',
  path: '/api/demo/caller',
  gate: 'public',
  body: z.strictObject({ language: z.enum(['ru', 'en']) }),
  reply: z.object({ phone: z.string() }),
})
