/** Freeing an agent, or passing from one busy state to the next without a moment of being free between. */
import type { LeaseKind } from '#shared/agents/activity.ts'
import { agentBusy } from '#shared/agents/agent.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { leaseKindsOf, lockAgent, markIdle } from './agent.store.ts'
import { deleteLease, insertLease } from './lease.store.ts'
import { settleAgent } from './settle-agent.ts'
import type { WantedLease } from './take-leases.ts'

type Held = { userId: string; kind: LeaseKind; subjectId: string; now: number }

/** False when it was not held: someone else had released it. */
export const releaseLease = async (trx: Trx, held: Held): Promise<boolean> => {
  await lockAgent(trx, held.userId, held.now)
  if ((await deleteLease(trx, held.userId, held.kind, held.subjectId)) === 0) return false
  await tellBusy(trx, held, false)
  if ((await leaseKindsOf(trx, held.userId)).length === 0) {
    await markIdle(trx, held.userId, held.now)
  }
  await settleAgent(trx, held.userId, held.now)
  return true
}

/** Offer → call → wrap-up: the capacity stays taken throughout. */
export const exchangeLease = async (
  trx: Trx,
  held: Held,
  next: Pick<WantedLease, 'kind' | 'subjectId' | 'owner' | 'expiresAt'>,
): Promise<{ fence: number }> => {
  await lockAgent(trx, held.userId, held.now)
  await deleteLease(trx, held.userId, held.kind, held.subjectId)
  // A repeat of the same exchange finds the new lease already there.
  await deleteLease(trx, held.userId, next.kind, next.subjectId)
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
