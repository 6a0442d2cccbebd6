/** Two claims made one, and one made two. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'

const id = z.strictObject({ id: z.uuid() })
const version = z.int()
const kin = z.object({ id: z.uuid(), number: z.string() })

/** Which claims this one goes on in, came from, and holds. */
export const claimKin = z.object({
  mergedInto: kin.nullable(),
  splitFrom: kin.nullable(),
  /** Claims that were merged into it. */
  merged: z.array(kin),
  /** Claims that were taken out of it. */
  parts: z.array(kin),
})
export type ClaimKin = z.infer<typeof claimKin>

/**
 * It is closed on that ground, its client told where it goes on; its products, people and contacts go to the other.
 * 422 `into: unknown`, `not_of_client`, `not_open`; 409 `stale`, `move_not_allowed`.
 */
export const mergeClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/merge',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ into: z.uuid(), version }),
  reply: kin,
})

/**
 * A claim of its own for a matter that stood in this one, with some of its products. It was received when this one was,
 * and the same handler answers for it. 409 `stale`, `closed`; 422 by field.
 */
export const splitClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/split',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({
    version,
    description: z.string().trim().min(1).max(8_000),
    categoryId: z.uuid(),
    /** Which of its product lines go along, from 0. */
    lines: z.array(z.int().min(0).max(49)).max(50),
  }),
  reply: kin,
})
