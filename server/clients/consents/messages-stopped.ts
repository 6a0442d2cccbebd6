/** Whether whoever has this phone wants no messages. */
import type { Queryable } from '#server/platform/database.ts'
import { lastWordOnMessages } from './consent.store.ts'

/** Epoch ms of the word that stopped them; null when there is none, or a later one lets them through. */
export const messagesStopped = async (
  db: Queryable,
  to: { address: string; clientId: string | null; personId: string | null },
): Promise<number | null> => {
  const last = await lastWordOnMessages(db, to)
  return last?.state === 'withdrawn' ? last.at : null
}
