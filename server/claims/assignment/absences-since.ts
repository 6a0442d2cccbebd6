import type { Queryable } from '#server/platform/database.ts'
import type { Absence } from '#shared/claims/assignment/choose-handler.ts'
import { listAbsences } from './assignment.store.ts'

/** As `chooseHandler` takes them. @param day `YYYY-MM-DD`: those that have not ended before it */
export const absencesSince = async (q: Queryable, day: string): Promise<Absence[]> =>
  (await listAbsences(q, day)).map(({ user_id, from_on, to_on, substitute_id }) => ({
    userId: user_id,
    fromOn: from_on,
    toOn: to_on,
    substituteId: substitute_id,
  }))
