/** Branches of trade: a list that the administration keeps; a card holds the code, or what was typed instead. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { listedCode } from './listed-code.ts'

/** In order, those that are switched off too: old cards hold them. */
export const readClientIndustries = endpoint({
  method: 'GET',
  path: '/api/client-industries',
  gate: 'client.read',
  reply: z.strictObject({ industries: z.array(listedCode) }),
})
