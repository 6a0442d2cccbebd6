/** What the administration of the organisation is handed in: the trace of deeds, and who later rooms say uses what. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Dictionary } from './dictionaries/dictionary.ts'

export type Named = { id: string; nameRu: string; nameEn: string }

/** Their names as whoever asks reads them. */
export const namesOf = (things: readonly Named[], { language }: Pick<Actor, 'language'>): string[] =>
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

/** Knows who is in a department. */
export type Peopled = Audited & {
  /** Names of active users in the department itself. */
  peopleIn(db: Queryable, departmentId: string): Promise<string[]>
}

export type Administration = Peopled & {
  /** Active queues that are open by the calendar. */
  queuesOn(db: Queryable, calendarId: string): Promise<Named[]>
  /** Of these ids those that are of no queue. */
  unknownQueues(db: Queryable, ids: readonly string[]): Promise<string[]>
  /** The lists that rooms hand over to be edited. */
  dictionaries: readonly Dictionary[]
}
