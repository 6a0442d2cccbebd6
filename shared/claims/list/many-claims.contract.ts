/** One deed over many claims: each its own transaction and its own outcome. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { claimMoves } from '../claim.contract.ts'
import { claimTagName } from '../claim-tag.contract.ts'
import { remedies } from '../details/detail-codes.ts'
import { claimNoteText } from '../note.contract.ts'

/** A longer list is sent in pieces, so that its outcomes come as they are known. */
export const MANY_CLAIMS = 25

const deed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('assign'), handlerId: z.uuid() }),
  z.strictObject({ do: z.literal('tag'), name: claimTagName }),
  z.strictObject({ do: z.literal('note'), text: claimNoteText }),
  /** Text, remedy and cause as the move asks for them; where it asks for none, there is none. */
  z.strictObject({
    do: z.literal('move'),
    move: z.enum(claimMoves),
    text: z.string().trim().max(8_000).optional(),
    remedy: z.enum(remedies).optional(),
    causeId: z.uuid().optional(),
  }),
  /** All its steps over each, or none. */
  z.strictObject({ do: z.literal('macro'), macroId: z.uuid() }),
])
export type ManyDeed = z.infer<typeof deed>

const refusal = z.object({
  code: z.string(),
  status: z.int(),
  facts: z.record(z.string(), z.unknown()).optional(),
  fields: z.record(z.string(), z.string()).optional(),
})

export const workManyClaims = endpoint({
  method: 'POST',
  path: '/api/claim-deeds',
  gate: 'claim.work',
  body: z.strictObject({
    /** As they were seen: one that has changed since is left alone, and says so. */
    claims: z
      .array(z.strictObject({ id: z.uuid(), version: z.int() }))
      .min(1)
      .max(MANY_CLAIMS),
    deed,
  }),
  reply: z.object({
    /** In the order asked; `error` null: done. */
    outcomes: z.array(z.object({ id: z.uuid(), error: refusal.nullable() })),
  }),
})
