/** An agent, or a supervisor for them, chooses a presence: at once, or when the present work ends. */

import type { Chosen } from '#shared/agents/activity.ts'
import { agentHeld, presenceChosen } from '#shared/agents/agent.events.ts'
import { choosePresence as choose, type HoldMove, moveHold } from '#shared/agents/presence.state.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { leaseKindsOf, lockAgent, presenceOf, writePresence } from './agent.store.ts'
import { settleAgent } from './settle-agent.ts'

export type Choice = { userId: string; byId: string; chosen: Chosen; reason: string | null; next: boolean }

export const choosePresence = ({ db, clock }: Platform, choice: Choice): Promise<void> =>
  inTransaction(db, (trx) => setPresence(trx, choice, clock.now()))

/** In the caller's transaction: sign-out and deactivation make an agent offline with the rest of their work. */
export const setPresence = async (trx: Trx, choice: Choice, now: number): Promise<void> => {
  const agent = await lockAgent(trx, choice.userId, now)
  const busy = (await leaseKindsOf(trx, choice.userId)).length > 0
  const present = choose(presenceOf(agent), choice, { when: choice.next ? 'next' : 'now', busy })
  const isLater = present.next !== null
  // Longest idle counts from when the agent became available, not from an earlier shift.
  const begins = agent.chosen !== 'available' && present.chosen === 'available'
  await writePresence(trx, agent, present, {
    ...(!isLater && { chosenAt: now, heldAt: null }),
    ...(begins && { idleSince: now }),
  })
  await appendEvent(trx, presenceChosen, {
    subjectId: choice.userId,
    actorId: choice.byId,
    at: now,
    data: {
      chosen: choice.chosen,
      reason: choice.reason,
      next: isLater,
      byId: choice.byId === choice.userId ? null : choice.byId,
    },
  })
  await settleAgent(trx, choice.userId, now)
}

/** The hub holds an agent back, or lets go; the chosen presence is not touched. A move that does not fit is nothing. */
export const holdAgent = async (trx: Trx, userId: string, move: HoldMove, now: number): Promise<void> => {
  const agent = await lockAgent(trx, userId, now)
  const held = moveHold(presenceOf(agent), move)
  if (held.heldBy === agent.held_by) return
  await writePresence(trx, agent, held, { heldAt: held.heldBy ? now : null })
  await appendEvent(trx, agentHeld, { subjectId: userId, actorId: null, at: now, data: { by: held.heldBy } })
  await settleAgent(trx, userId, now)
}
