/** An agent, or a supervisor for them, chooses a presence: at once, or when the present work ends. */

import type { Chosen, Hold } from '#shared/agents/activity.ts'
import { agentHeld, presenceChosen } from '#shared/agents/agent.events.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { leaseKindsOf, lockAgent, updateAgent } from './agent.store.ts'
import { settleAgent } from './settle-agent.ts'

export type Choice = { userId: string; byId: string; chosen: Chosen; reason: string | null; next: boolean }

export const choosePresence = ({ db, clock }: Platform, choice: Choice): Promise<void> =>
  inTransaction(db, (trx) => setPresence(trx, choice, clock.now()))

/** In the caller's transaction: sign-out and deactivation make an agent offline with the rest of their work. */
export const setPresence = async (trx: Trx, choice: Choice, now: number): Promise<void> => {
  const agent = await lockAgent(trx, choice.userId, now)
  const busy = (await leaseKindsOf(trx, choice.userId)).length > 0
  if (choice.next && busy) {
    await updateAgent(trx, choice.userId, { next_chosen: choice.chosen, next_reason: choice.reason })
  } else {
    await updateAgent(trx, choice.userId, {
      chosen: choice.chosen,
      reason: choice.reason,
      chosen_at: new Date(now),
      next_chosen: null,
      next_reason: null,
      held_by: null,
      held_at: null,
      // Longest idle counts from when the agent became available, not from an earlier shift.
      ...(agent.chosen !== 'available' && choice.chosen === 'available' && { idle_since: new Date(now) }),
    })
  }
  await appendEvent(trx, presenceChosen, {
    subjectId: choice.userId,
    actorId: choice.byId,
    at: now,
    data: {
      chosen: choice.chosen,
      reason: choice.reason,
      next: choice.next && busy,
      byId: choice.byId === choice.userId ? null : choice.byId,
    },
  })
  await settleAgent(trx, choice.userId, now)
}

/** The hub holds an agent back (or lets go, with null); the chosen presence is not touched. */
export const holdAgent = async (trx: Trx, userId: string, by: Hold | null, now: number): Promise<void> => {
  const agent = await lockAgent(trx, userId, now)
  if (agent.held_by === by) return
  if (by !== null && agent.chosen !== 'available') return
  await updateAgent(trx, userId, { held_by: by, held_at: by ? new Date(now) : null })
  await appendEvent(trx, agentHeld, { subjectId: userId, actorId: null, at: now, data: { by } })
  await settleAgent(trx, userId, now)
}
