/** A code of a list that the administration keeps, and its names: what a card holds is the code. */
import { z } from 'zod'

export const listedCode = z.strictObject({
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  /** May be chosen; else it is only read by. */
  active: z.boolean(),
})
export type ListedCode = z.infer<typeof listedCode>
