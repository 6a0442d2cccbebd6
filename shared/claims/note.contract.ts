/** Notes on a claim: of those who work it, for each other; the client never sees them. Never overwritten. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

const id = z.strictObject({ id: z.uuid() })
export const claimNoteText = z.string().trim().min(1).max(8_000)

export const claimNote = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  author: z.strictObject({ id: z.uuid(), name: z.string() }),
  at: z.number(),
})
export type ClaimNote = z.infer<typeof claimNote>

export const readClaimNotes = endpoint({
  method: 'GET',
  path: '/api/claims/:id/notes',
  gate: 'claim.read',
  params: id,
  /** The newest first. */
  reply: z.strictObject({ notes: z.array(claimNote) }),
})

/** 409 `erased`: nobody knows any more whom it is of. */
export const addClaimNote = endpoint({
  method: 'POST',
  path: '/api/claims/:id/notes',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ text: claimNoteText }),
  reply: claimNote,
})
