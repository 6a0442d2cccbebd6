/** The day's record over HTTP. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { type FigureCode, figureCodes } from './figures.ts'
import { recordLine } from './record-line.ts'

const person = z.object({ id: z.uuid(), name: z.string() })

/** An IANA zone that this machine knows. */
export const zoneName = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
    } catch {
      return false
    }
  }, 'unknown_zone')

const day = {
  /** Today in the zone unless given. */
  day: z.iso.date().optional(),
  /** The zone of the reader's market unless given. */
  zone: zoneName.optional(),
}
/** What the answer is about: the day, its zone and its bounds in epoch ms, and how fresh it is. */
const stamp = {
  day: z.string(),
  zone: z.string(),
  from: z.number(),
  to: z.number(),
  /** Every event before this moment is in the figures. */
  asOf: z.number(),
  houseCurrency: z.string(),
}

export const recordTotals = z.object(
  Object.fromEntries(figureCodes.map((code) => [code, z.int()])) as Record<FigureCode, z.ZodInt>,
)
export type RecordTotals = z.infer<typeof recordTotals>

export const readTotals = endpoint({
  method: 'GET',
  path: '/api/record/today',
  gate: 'record.read',
  query: z.strictObject(day),
  reply: z.object({
    ...stamp,
    total: recordTotals,
    /** One for each manager with a line that day; `manager` null: facts that are nobody's, such as abandoned calls. */
    managers: z.array(z.object({ manager: person.nullable(), figures: recordTotals })),
    /** Events that could not be read into lines, of all time; a person is to look into each. */
    faults: z.int(),
  }),
})
export type RecordDay = z.infer<typeof readTotals.reply>

/** A line as the page shows it. */
export const shownLine = recordLine.omit({ managerId: true, clientId: true, productId: true }).extend({
  eventId: z.int(),
  manager: person.nullable(),
  client: person.nullable(),
  product: z.object({ id: z.uuid(), nameRu: z.string(), nameEn: z.string() }).nullable(),
  refusalReason: z.object({ id: z.uuid(), nameRu: z.string(), nameEn: z.string() }).nullable(),
})
export type ShownLine = z.infer<typeof shownLine>

/** Time, event and line of a page's last row. */
export const lineKey = z.string().regex(/^\d{1,15}_\d{1,18}_\d{1,3}$/)

export const readLines = endpoint({
  method: 'GET',
  path: '/api/record/lines',
  gate: 'record.read',
  query: z.strictObject({
    ...day,
    /** Lines of one manager; `none`: those that are nobody's. */
    manager: z.union([z.uuid(), z.literal('none')]).optional(),
    /** Exactly the lines behind this figure. */
    figure: z.enum(figureCodes).optional(),
    after: lineKey.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({ ...stamp, lines: z.array(shownLine), next: lineKey.nullable() }),
})
