/** Opens a session for a user who has proved who they are. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { sessionStarted } from '#shared/identity/session.events.ts'
import { newToken, sha256 } from '../secret.ts'
import { insertSession } from './session.store.ts'

/** `token` goes into the cookie and is kept nowhere. */
export type StartedSession = { id: string; token: string }

export const startSession = async (
  trx: Trx,
  from: {
    userId: string
    now: number
    address: string
    userAgent: string | null
    /** An identity provider has vouched for the user. */
    byProvider?: boolean
  },
): Promise<StartedSession> => {
  const token = newToken()
  const id = await insertSession(trx, { ...from, tokenHash: sha256(token), csrfToken: newToken() })
  await appendEvent(trx, sessionStarted, {
    subjectId: id,
    actorId: from.userId,
    at: from.now,
    data: { userId: from.userId },
  })
  return { id, token }
}
