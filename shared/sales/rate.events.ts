/** Exchange rates in the log. A rate has no id of its own: the subject is whoever set it. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const rateSet = defineEvent(
  'rate.set',
  'rate',
  z.object({ currency: z.string(), on: z.string(), rate: z.string() }),
)
export const rateStandingSet = defineEvent('rate.standing-set', 'rate', z.object({ standDays: z.number() }))
