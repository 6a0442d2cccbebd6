/** What the list is narrowed by where a figure of a board was opened: exactly the claims that the figure counts. */
import { z } from 'zod'
import { zoneField } from '../../organisation/calendar.contract.ts'
import { ageBands } from '../board/age-bands.ts'
import { closingGrounds } from '../claim.state.ts'
import { clockKinds } from '../clock-table.ts'

const yes = z.enum(['1']).optional()
/** `none`: nothing is given. */
const given = z.union([z.uuid(), z.literal('none')]).optional()

/**
 * opened: opened within the days · closed: closed within them, whatever became of it later · reopened: opened again
 * within them · came-back: closed within them and opened again since, whenever · compensated: a compensation was approved or
 * taken back within them.
 */
export const claimFlows = ['opened', 'closed', 'reopened', 'came-back', 'compensated'] as const

/** Of its client's rating from 1 to 5; content: 4 or 5. */
export const CONTENT_FROM = 4
export const ratingKinds = ['given', 'content', 'discontent'] as const

export const REPEAT_DAYS = 90

export const figureFields = {
  flow: z.enum(claimFlows).optional(),
  /** Days of the flow, both included; `zone`: whose days they are, the reader's market's unless given. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  zone: zoneField.optional(),
  /** On what it was closed within the days of the flow. */
  ground: z.enum(closingGrounds).optional(),
  rating: z.enum(ratingKinds).optional(),
  /** How long ago it was opened. */
  age: z.enum(ageBands).optional(),
  /** At risk by what such claims still take: see breach-risk.ts. */
  risk: yes,
  /** A clock of this kind runs. */
  clock: z.enum(clockKinds).optional(),
  /** A clock of this kind runs past its own deadline. */
  lateClock: z.enum(clockKinds).optional(),
  cause: given,
  /** The product that it is counted by. */
  main: given,
  /** The group of that product. */
  group: given,
  /** In any spelling of it. */
  batch: z.string().trim().min(1).max(200).optional(),
  noBatch: yes,
  /** Its client had one about the same product within so many days before: `REPEAT_DAYS`. */
  repeat: yes,
  /** Closed, and not because it goes on in another. */
  resolved: yes,
  /** A corrective or preventive action is past its time. */
  action: yes,
}
export const figureFilter = z.strictObject(figureFields)
export type FigureFilter = z.infer<typeof figureFilter>
