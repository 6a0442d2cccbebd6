/** Addresses of a card: what a channel sees of a client. Phones are stored in E.164, typed in any spelling. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

/** Besides phone and e-mail: identities in messengers, by name or by number, and the site. */
export const messengers = ['telegram', 'whatsapp', 'viber', 'vk', 'wechat'] as const
export const addressKinds = ['phone', 'email', 'site', ...messengers] as const
export const addressKind = z.enum(addressKinds)
export type AddressKind = z.infer<typeof addressKind>

export const address = z.strictObject({
  id: z.uuid(),
  kind: addressKind,
  value: z.string(),
  label: z.string().nullable(),
  personId: z.uuid().nullable(),
})
export type Address = z.infer<typeof address>

/** As typed: the server reads it by the plan of the client's market, and refuses with `invalid_phone`. */
export const typedPhone = z.string().trim().min(1).max(40)
export const typedEmail = z.email().trim().max(254)

const client = z.strictObject({ clientId: z.uuid() })
const beside = {
  label: z.string().trim().max(60).nullable().default(null),
  personId: z.uuid().nullable().default(null),
}

export const addAddress = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/addresses',
  gate: 'client.edit',
  params: client,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('phone'), value: typedPhone, ...beside }),
    z.strictObject({ kind: z.literal('email'), value: typedEmail, ...beside }),
    // Read by what each messenger allows; refused with `invalid_handle`, `invalid_phone` or `invalid_site`.
    z.strictObject({
      kind: z.enum(['site', ...messengers]),
      value: z.string().trim().min(1).max(254),
      ...beside,
    }),
  ]),
  reply: address,
})

export const removeAddress = endpoint({
  method: 'DELETE',
  path: '/api/clients/:clientId/addresses/:addressId',
  gate: 'client.edit',
  params: client.extend({ addressId: z.uuid() }),
  reply: z.undefined(),
})
