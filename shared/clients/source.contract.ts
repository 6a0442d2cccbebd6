/** Where clients come from: a list that the administration keeps; a card holds the code. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { listedCode } from './listed-code.ts'

/** In order, those that are switched off too: old cards hold them. */
export const readClientSources = endpoint({
  method: 'GET',
  path: '/api/client-sources',
  gate: 'client.read',
  reply: z.strictObject({ sources: z.array(listedCode) }),
})

const code = z.string().min(1).max(120)
/** In a query the name is repeated: one comes as a text. A card that came from any of them is wanted. */
export const sourceCodes = z
  .union([code.transform((one) => [one]), z.array(code)])
  .pipe(z.array(code).max(20))
