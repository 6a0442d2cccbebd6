/** Ends sessions and says so in the log, in the caller's transaction. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type EndReason, sessionEnded } from '#shared/identity/session.events.ts'
import { type Ended, endOverdueSessions, endSessionsOf } from './session.store.ts'

const append = async (trx: Trx, ended: Ended[], actorId: string | null, now: number): Promise<void> => {
  for (const { id, userId, reason } of ended) {
    await appendEvent(trx, sessionEnded, { subjectId: id, actorId, at: now, data: { userId, reason } })
  }
}

/** Returns how many were still open. */
export const endSessions = async (
  trx: Trx,
  which: { userId: string; only?: string; except?: string },
  by: { reason: EndReason; actorId: string | null; now: number },
): Promise<number> => {
  const ended = await endSessionsOf(trx, which, by.reason, by.now)
  await append(trx, ended, by.actorId, by.now)
  return ended.length
}

/** Returns how many were ended; a full batch means there may be more. */
export const endExpiredSessions = async (trx: Trx, now: number, limit: number): Promise<number> => {
  const ended = await endOverdueSessions(trx, now, limit)
  await append(trx, ended, null, now)
  return ended.length
}
