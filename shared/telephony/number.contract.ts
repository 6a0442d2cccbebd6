/** The house's own phone numbers: who calls one is led by its flow and belongs to its market. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'

const e164 = z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'invalid_phone')
const fields = {
  number: e164,
  label: z.string().trim().max(80),
  flowCode: z.string().regex(/^[a-z][a-z0-9-]{0,48}$/),
  marketId: z.uuid().nullable(),
  /** What the caller is spoken to before they choose. */
  language: z.enum(['ru', 'en']),
}

export const phoneNumber = z.strictObject({ id: z.uuid(), ...fields, version: z.number().int() })
export type PhoneNumber = z.infer<typeof phoneNumber>

export const listNumbers = endpoint({
  method: 'GET',
  path: '/api/telephony/numbers',
  gate: 'telephony.manage',
  reply: z.strictObject({
    numbers: z.array(phoneNumber),
    /** Flows that a number may lead to. */
    flows: z.array(z.string()),
    /** Numbers that were called in the last weeks and lead nowhere of their own. */
    unmapped: z.array(z.strictObject({ number: z.string(), lastAt: z.number(), calls: z.number().int() })),
  }),
})

/** 409 `exists`; 422 at the field. */
export const addNumber = endpoint({
  method: 'POST',
  path: '/api/telephony/numbers',
  gate: 'telephony.manage',
  body: z.strictObject(fields),
  reply: phoneNumber,
})

const params = z.strictObject({ numberId: z.uuid() })

/** 409 `changed_meanwhile` with `current`; 404. */
export const editNumber = endpoint({
  method: 'PUT',
  path: '/api/telephony/numbers/:numberId',
  gate: 'telephony.manage',
  params,
  body: z.strictObject({ ...fields, version: z.number().int() }),
  reply: phoneNumber,
})

export const numberVersions = versionsOf('/api/telephony/numbers/:numberId', 'telephony.manage', params)

/** Its callers come by the usual flow from then on. */
export const removeNumber = endpoint({
  method: 'DELETE',
  path: '/api/telephony/numbers/:numberId',
  gate: 'telephony.manage',
  params,
  reply: z.undefined(),
})
