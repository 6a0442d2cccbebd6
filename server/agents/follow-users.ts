/** A deactivated user stops being an agent at once; whoever is on the line with them is not cut. */
import type { LoggedEvent } from '#shared/platform/event.ts'
import { inTransaction } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { findAgent } from './agent.store.ts'
import { setPresence } from './choose-presence.ts'

/** Every node hears of it; the first makes the change, the others find it made. */
export const followUsers =
  ({ db, clock }: Platform) =>
  async (events: LoggedEvent[]): Promise<void> => {
    for (const event of events) {
      if (event.kind !== 'user.deactivated') continue
      const userId = event.subject.id
      const agent = await findAgent(db, userId)
      if (!agent || agent.chosen === 'offline') continue
      const choice = {
        userId,
        byId: event.actorId ?? userId,
        chosen: 'offline' as const,
        reason: null,
        next: false,
      }
      await inTransaction(db, (trx) => setPresence(trx, choice, clock.now()))
    }
  }
