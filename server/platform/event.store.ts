/** The rows of the one log. */
import type { Trx } from './database.ts'

export type EventRow = {
  kind: string
  at: Date
  subject_kind: string
  subject_id: string
  actor_id: string | null
  data: string
}

export const insertEvents = (trx: Trx, rows: readonly EventRow[]): Promise<unknown> =>
  trx('events').insert([...rows])
