/** Products in the log, for screens that choose from them. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const productAdded = defineEvent('product.added', 'product', z.strictObject({ code: z.string() }))
export const productChanged = defineEvent(
  'product.changed',
  'product',
  z.strictObject({ code: z.string(), fields: z.array(z.string()) }),
)
