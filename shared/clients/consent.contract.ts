/** What a client has agreed to, and what they took back: each word with its source and date, none ever overwritten. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

export const consentPurposes = [
  'processing',
  'marketing',
  'recording',
  'transfer',
  'calls',
  'messages',
] as const
export const consentStates = ['given', 'withdrawn'] as const
export const consentSources = ['call', 'form', 'site', 'letter', 'contract', 'messenger', 'message'] as const

export const consent = z.strictObject({
  id: z.uuid(),
  purpose: z.enum(consentPurposes),
  state: z.enum(consentStates),
  source: z.enum(consentSources),
  /** Epoch ms: when it was given or withdrawn. */
  at: z.number().int(),
  note: z.string().nullable(),
  /** Whose word; null: the client's own. */
  personId: z.uuid().nullable(),
  personName: z.string().nullable(),
  /** The phone that it is about alone; null: whatever they have. */
  address: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: z.number().int(),
})
export type Consent = z.infer<typeof consent>

const client = z.strictObject({ clientId: z.uuid() })

/** All that was ever recorded, newest word first. */
export const readConsents = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/consents',
  gate: 'client.read',
  params: client,
  reply: z.strictObject({ consents: z.array(consent) }),
})

/** @throws 422 `in_future`, `unknown_person` */
export const recordConsent = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/consents',
  gate: 'client.edit',
  params: client,
  body: z.strictObject({
    purpose: z.enum(consentPurposes),
    state: z.enum(consentStates),
    source: z.enum(consentSources),
    at: z.number().int().min(0).max(8_640_000_000_000),
    note: z.string().trim().max(500).nullable().default(null),
    personId: z.uuid().nullable().default(null),
  }),
  reply: consent,
})

type Word = Pick<Consent, 'purpose' | 'personId' | 'address' | 'at' | 'recordedAt'>

/** The last word of each purpose, giver and phone: what holds now. Of words of one moment the one recorded later. */
export const standingConsents = <C extends Word>(words: readonly C[]): C[] => {
  const last = new Map<string, C>()
  for (const word of words) {
    const key = `${word.purpose} ${word.personId ?? ''} ${word.address ?? ''}`
    const known = last.get(key)
    const later =
      !known || word.at > known.at || (word.at === known.at && word.recordedAt >= known.recordedAt)
    if (later) last.set(key, word)
  }
  return [...last.values()]
}
