/** Conversations in which nothing was written for a day, and nothing is owed, are over. */
import { lockInteraction } from '../interactions/index.ts'
import { inTransaction } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { findConversation, lockParties, quietSince } from './conversation.store.ts'
import { endConversation } from './enter-conversation.ts'
import { readMessageSettings } from './settings/message-settings.ts'

const BATCH = 100

/** How many it closed. */
export const closeQuiet = async (platform: Platform): Promise<number> => {
  const { db, clock, config } = platform
  const { conversationLastsMs } = await readMessageSettings(db, config)
  const since = clock.now() - conversationLastsMs
  const quiet = await quietSince(db, since, BATCH)
  for (const { interaction_id, address, number } of quiet) {
    await inTransaction(db, async (trx) => {
      await lockParties(trx, { address, number })
      await lockInteraction(trx, interaction_id)
      const now = await findConversation(trx, interaction_id)
      // Somebody wrote while it was being looked for.
      if (!now?.open || now.last_at > since) return
      await endConversation(trx, interaction_id, clock.now())
    })
  }
  return quiet.length
}
