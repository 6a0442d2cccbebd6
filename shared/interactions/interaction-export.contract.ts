/** Interactions as a file: a permission of its own, and each time audited. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { interactionNarrowing } from './interaction-list.contract.ts'

/**
 * CSV in UTF-8, in the reader's language, narrowed as the list is: the interactions that the reader may both see and
 * export.
 */
export const exportInteractions = endpoint({
  method: 'GET',
  path: '/api/interaction-export',
  gate: 'interaction.export',
  query: interactionNarrowing,
  reply: z.unknown(),
})
