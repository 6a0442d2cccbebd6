/** Tasks: what was promised by a time, whose, and whether it was kept. */
import { z } from 'zod'

export const taskKinds = ['callback', 'follow-up', 'missed', 'corrective'] as const
export const taskKind = z.enum(taskKinds)
export type TaskKind = z.infer<typeof taskKind>

export const taskState = z.enum(['open', 'taken', 'done', 'cancelled'])

/** How it came out. `superseded`: the client called again before we did, or the matter was settled elsewhere. */
export const resultCodes = ['reached', 'done', 'no-answer', 'refused', 'not-needed', 'superseded'] as const
export const resultCode = z.enum(resultCodes)
export type ResultCode = z.infer<typeof resultCode>
