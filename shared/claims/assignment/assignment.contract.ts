/** Who takes which claims, which markets hand them out by themselves, and who stands in for whom. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { named } from '../../sales/product.contract.ts'

const id = z.strictObject({ id: z.uuid() })
const person = z.object({ id: z.uuid(), name: z.string() })
const day = z.iso.date()
const terms = {
  /** Ids; none: all. */
  categories: z.array(z.uuid()).max(50),
  /** None: all. */
  languages: z.array(z.enum(['ru', 'en'])).max(2),
  /** Open claims at most; what is taken by hand may go beyond. */
  most: z.int().min(0).max(10_000),
}

export const claimHandler = person.extend({
  ...terms,
  /** Claims they have open now. */
  open: z.int(),
  /** The last day of the absence that goes on now, and who stands in. */
  awayTo: day.nullable(),
  substitute: person.nullable(),
})
export type ClaimHandler = z.infer<typeof claimHandler>

export const absence = z.object({
  id: z.uuid(),
  user: person,
  fromOn: day,
  toOn: day,
  substitute: person.nullable(),
})
export type ClaimAbsence = z.infer<typeof absence>

export const readAssignment = endpoint({
  method: 'GET',
  path: '/api/claim-assignment',
  gate: 'claim.lead',
  reply: z.object({
    /** `automatic`: its claims get their handler by themselves; `waiting`: those that have none. */
    markets: z.array(named.extend({ automatic: z.boolean(), waiting: z.int() })),
    handlers: z.array(claimHandler),
    /** That go on or are to come. */
    absences: z.array(absence),
  }),
})

export const setMarketAssignment = endpoint({
  method: 'PUT',
  path: '/api/claim-assignment/markets/:id',
  gate: 'claim.lead',
  params: id,
  body: z.strictObject({ automatic: z.boolean() }),
  reply: z.undefined(),
})

export const setHandlerTerms = endpoint({
  method: 'PUT',
  path: '/api/claim-assignment/handlers/:id',
  gate: 'claim.lead',
  params: id,
  body: z.strictObject(terms),
  reply: z.undefined(),
})

export const addAbsence = endpoint({
  method: 'POST',
  path: '/api/claim-absences',
  gate: 'claim.lead',
  body: z.strictObject({
    userId: z.uuid(),
    fromOn: day,
    toOn: day,
    substituteId: z.uuid().nullable(),
  }),
  reply: absence,
})

export const removeAbsence = endpoint({
  method: 'DELETE',
  path: '/api/claim-absences/:id',
  gate: 'claim.lead',
  params: id,
  reply: z.undefined(),
})
