/** The answer that is owed stands on the card of whoever the message turned out to be from. */
import type { Trx } from '#server/platform/database.ts'
import { findOwed, giveClient } from './task.store.ts'
import { putOnTimeline } from './task-timeline.ts'

export const fileOwed = async (trx: Trx, interactionId: string, clientId: string): Promise<void> => {
  const owed = await findOwed(trx, interactionId)
  if (owed) await putOnTimeline(trx, await giveClient(trx, owed.id, clientId))
}
