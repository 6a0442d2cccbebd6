/** Freeing an agent, or passing from one busy state to the next without a moment of being free between. */
import { agentBusy } from '#shared/agents/agent.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { leaseKindsOf, lockAgent, markIdle } from './agent.store.ts'
import { deleteLease, insertLease, type LeaseKey } from './lease.store.ts'
import { settleAgent } from './settle-agent.ts'
import type { WantedLease } from './take-leases.ts'

/** Whoever acts on what they saw earlier names the token they saw. */
type Held = LeaseKey & { now: number }

/** False when it is not held, or no longer under that token: someone else had released it. */
export const releaseLease = async (trx: Trx, held: Held): Promise<boolean> => {
  await lockAgent(trx, held.userId, held.now)
  if ((await deleteLease(trx, held)) === 0) return false
  await tellBusy(trx, held, false)
  if ((await leaseKindsOf(trx, held.userId)).length === 0) {
    await markIdle(trx, held.userId, held.now)
  }
  await settleAgent(trx, held.userId, held.now)
  return true
}

/**
 * Offer → call → wrap-up: the capacity stays taken throughout. Null when it is not held, or no longer under that token:
 * the agent may be at something else by now, and nothing is taken.
 */
export const exchangeLease = async (
  trx: Trx,
  held: Held,
  next: Pick<WantedLease, 'kind' | 'subjectId' | 'owner' | 'expiresAt'>,
): Promise<{ fence: number } | null> => {
  await lockAgent(trx, held.userId, held.now)
  if ((await deleteLease(trx, held)) === 0) return null
  // Still at the wrap-up of an earlier talk of the same interaction: that ends with the new one.
  await deleteLease(trx, { userId: held.userId, kind: next.kind, subjectId: next.subjectId })
  const lease = await insertLease(trx, { ...next, userId: held.userId, takenAt: held.now })
  await tellBusy(trx, { ...held, kind: next.kind, subjectId: next.subjectId }, true)
  await settleAgent(trx, held.userId, held.now)
  return { fence: lease.fence }
}

const tellBusy = (trx: Trx, held: Held, taken: boolean) =>
  appendEvent(trx, agentBusy, {
    subjectId: held.userId,
    actorId: null,
    at: held.now,
    data: { kind: held.kind, subjectId: held.subjectId, taken },
  })
