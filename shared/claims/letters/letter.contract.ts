/** Letters to clients about their claims, over HTTP: written from the claim, registered, read by who sees the claim. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { letterStates } from './letter.state.ts'
import { LETTER_KIND } from './letter-kind.ts'
import { letterFields } from './letter-template.ts'

const person = z.object({ id: z.uuid(), name: z.string() })
const language = z.enum(['ru', 'en'])
const way = z.enum(['mail', 'paper'])
const claimId = z.strictObject({ id: z.uuid() })
const letterId = z.strictObject({ letterId: z.uuid() })

export const claimLetter = z.object({
  id: z.uuid(),
  number: z.string(),
  claim: z.object({ id: z.uuid(), number: z.string() }),
  client: person,
  language,
  way,
  recipient: z.string(),
  /** Null: on paper. */
  email: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  state: z.enum(letterStates.states),
  writtenBy: person.nullable(),
  registeredAt: z.number(),
  sentAt: z.number().nullable(),
  /** Why the mail did not take it. */
  fault: z.string().nullable(),
  /** Of the file, hexadecimal; null until it is made. */
  sha256: z.string().nullable(),
  /** May its file be had? */
  hasFile: z.boolean(),
})
export type ClaimLetter = z.infer<typeof claimLetter>

export const listClaimLetters = endpoint({
  method: 'GET',
  path: '/api/claims/:id/letters',
  gate: 'claim.read',
  params: claimId,
  reply: z.object({
    /** Newest first. */
    letters: z.array(claimLetter),
    /** Where this client can be written to. */
    emails: z.array(z.object({ id: z.uuid(), email: z.string(), person: z.string().nullable() })),
    language,
    mayWrite: z.boolean(),
  }),
})

/** The template as this claim fills it; `lacking` are fields it names that have nothing to say. */
export const draftLetter = endpoint({
  method: 'POST',
  path: '/api/claims/:id/letters/draft',
  gate: 'claim.work',
  params: claimId,
  body: z.strictObject({ templateId: z.uuid(), language }),
  reply: z.object({
    head: z.string(),
    recipient: z.string(),
    subject: z.string(),
    body: z.string(),
    lacking: z.array(z.enum(letterFields)),
  }),
})

const text = (longest: number) => z.string().trim().min(1).max(longest)
export const newLetter = z.strictObject({
  /** Of the screen's making; asked again with the same one, the same letter is answered. */
  requestId: z.uuid(),
  templateId: z.uuid(),
  language,
  /** One of the client's; null: on paper. */
  addressId: z.uuid().nullable(),
  recipient: text(300),
  subject: text(300),
  body: text(20_000),
})
export type NewLetter = z.infer<typeof newLetter>

/** Takes the next number at once. 409 `erased`, `exists`; 422 at `templateId`, `addressId`. */
export const writeLetter = endpoint({
  method: 'POST',
  path: '/api/claims/:id/letters',
  gate: 'claim.work',
  params: claimId,
  body: newLetter,
  reply: claimLetter,
})

/** As it was sent, byte for byte; 404 until it is made. */
export const readLetterFile = endpoint({
  method: 'GET',
  path: '/api/letters/:letterId/file',
  gate: 'claim.read',
  media: LETTER_KIND,
  params: letterId,
  reply: z.undefined(),
})

/** The mail did not take it: once more. 409 `letter_moved`. */
export const resendLetter = endpoint({
  method: 'POST',
  path: '/api/letters/:letterId/resend',
  gate: 'claim.work',
  params: letterId,
  reply: claimLetter,
})

/** It was printed and given to the post. 409 `letter_moved`. */
export const postLetter = endpoint({
  method: 'POST',
  path: '/api/letters/:letterId/posted',
  gate: 'claim.work',
  params: letterId,
  reply: claimLetter,
})

/** Where a page of the registry ended: by time, then by id. */
const registryKey = z.string().regex(/^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/** The outgoing registry, newest first. */
export const listLetters = endpoint({
  method: 'GET',
  path: '/api/letters',
  gate: 'claim.read',
  query: z.strictObject({
    /** A piece of the number, the claim's number, the recipient or the subject. */
    search: z.string().trim().min(1).max(100).optional(),
    market: z.uuid().optional(),
    state: z.enum(letterStates.states).optional(),
    after: registryKey.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ letters: z.array(claimLetter), next: registryKey.nullable() }),
})
