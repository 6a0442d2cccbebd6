/** What the administration of the organisation is handed in: the trace of deeds, and who later rooms say uses what. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Dictionary } from './dictionaries/dictionary.ts'

export type Named = { id: string; nameRu: string; nameEn: string }

/** Their names as whoever asks reads them. */
export const namesOf = (things: readonly Named[], { language }: Actor): string[] =>
  things.map(({ nameRu, nameEn }) => (language === 'ru' ? nameRu : nameEn))

export type Deed = {
  at: number
  actorId: string
  action: string
  outcome: 'ok'
  subjectKind: string
  subjectId: string
  data?: Record<string, unknown>
}

/** Enough for what the worker carries out. */
export type Audited = Platform & { audit(trx: Trx, deed: Deed): Promise<void> }

export type Administration = Audited & {
  /** Active queues that are open by the calendar. */
  queuesOn(db: Queryable, calendarId: string): Promise<Named[]>
  /** The lists that rooms hand over to be edited. */
  dictionaries: readonly Dictionary[]
  /** Names of active users in the department itself. */
  peopleIn(db: Queryable, departmentId: string): Promise<string[]>
}
