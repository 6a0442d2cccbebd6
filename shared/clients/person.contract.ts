/** Contact persons of a client. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { typedEmail, typedPhone } from './address.contract.ts'

export const person = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  position: z.string().nullable(),
  language: z.enum(['ru', 'en']).nullable(),
  version: z.number().int(),
})
export type Person = z.infer<typeof person>

const fields = {
  name: z.string().trim().min(1).max(200),
  position: z.string().trim().max(120).nullable(),
  /** Null: as the client's. */
  language: z.enum(['ru', 'en']).nullable(),
}

export const personInput = z.strictObject({
  name: fields.name,
  position: fields.position.default(null),
  language: fields.language.default(null),
  phones: z.array(typedPhone).max(10).default([]),
  emails: z.array(typedEmail).max(10).default([]),
})
export type PersonInput = z.infer<typeof personInput>

const client = z.strictObject({ clientId: z.uuid() })

export const addPerson = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/persons',
  gate: 'client.edit',
  params: client,
  body: personInput,
  reply: person,
})

export const personChange = z.strictObject({
  name: fields.name.optional(),
  position: fields.position.optional(),
  language: fields.language.optional(),
})
export type PersonChange = z.infer<typeof personChange>

/** A stale `version` is refused with 409 `stale` and what changed since: see card.contract `staleFacts`. */
export const editPerson = endpoint({
  method: 'PATCH',
  path: '/api/clients/:clientId/persons/:personId',
  gate: 'client.edit',
  params: client.extend({ personId: z.uuid() }),
  body: personChange.extend({ version: z.number().int().min(1) }),
  reply: person,
})

/** They have left; what they said and did stays on the timeline, and their addresses with the client. */
export const removePerson = endpoint({
  method: 'DELETE',
  path: '/api/clients/:clientId/persons/:personId',
  gate: 'client.edit',
  params: client.extend({ personId: z.uuid() }),
  reply: z.undefined(),
})
