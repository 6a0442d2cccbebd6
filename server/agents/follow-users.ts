/** Who is deactivated, or has signed out everywhere, is no agent any more; whoever is on the line with them is not cut. */
import { sessionEnded } from '#shared/identity/session.events.ts'
import { userDeactivated } from '#shared/identity/user.events.ts'
import type { LoggedEvent } from '#shared/platform/event.ts'
import { hasOpenSession } from '../identity/index.ts'
import { inTransaction } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { findAgent } from './agent.store.ts'
import { setPresence } from './choose-presence.ts'

/** Every node hears of it; the first makes the change, the others find it made. */
export const followUsers =
  (platform: Platform) =>
  async (events: LoggedEvent[]): Promise<void> => {
    for (const event of events) {
      if (event.kind === userDeactivated.kind) await leave(platform, event.subject.id, event.actorId, false)
      if (event.kind !== sessionEnded.kind) continue
      const { userId } = sessionEnded.data.parse(event.data)
      // In a call or its wrap-up they are finished first: another window may sign in again meanwhile.
      if (!(await hasOpenSession(platform.db, userId))) await leave(platform, userId, null, true)
    }
  }

const leave = async ({ db, clock }: Platform, userId: string, byId: string | null, next: boolean) => {
  const agent = await findAgent(db, userId)
  if (!agent || agent.chosen === 'offline') return
  const choice = { userId, byId: byId ?? userId, chosen: 'offline' as const, reason: null, next }
  await inTransaction(db, (trx) => setPresence(trx, choice, clock.now()))
}
