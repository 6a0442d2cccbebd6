/** Tags: words that people put on cards to find them by. Made as they are typed; one word in two spellings is one tag. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

export const tag = z.strictObject({ id: z.uuid(), name: z.string() })
export type Tag = z.infer<typeof tag>

const client = z.strictObject({ clientId: z.uuid() })

/** Those whose name holds the text, the most used first. */
export const readTags = endpoint({
  method: 'GET',
  path: '/api/tags',
  gate: 'client.read',
  query: z.strictObject({ search: z.string().trim().max(40).default('') }),
  reply: z.strictObject({ tags: z.array(tag.extend({ clients: z.number().int() })) }),
})

/** Put twice, it is there once. @throws 409 `too_many_tags` */
export const addTag = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/tags',
  gate: 'client.edit',
  params: client,
  body: z.strictObject({
    // Of something that can be searched by: letters or digits.
    name: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .regex(/[\p{L}\p{N}]/u),
  }),
  reply: tag,
})

export const removeTag = endpoint({
  method: 'DELETE',
  path: '/api/clients/:clientId/tags/:tagId',
  gate: 'client.edit',
  params: client.extend({ tagId: z.uuid() }),
  reply: z.undefined(),
})

export const TAGS_OF_A_CARD = 30
