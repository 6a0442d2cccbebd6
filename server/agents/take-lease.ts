/** Making an agent busy: a lease with an owner, an end and a fencing token, within their capacity. */
import type { LeaseKind } from '#shared/agents/activity.ts'
import { agentBusy } from '#shared/agents/agent.events.ts'
import type { Trx } from '../platform/database.ts'
import { conflict } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { lockAgent } from './agent.store.ts'
import { insertLease, usedCapacity } from './lease.store.ts'
import { settleAgent } from './settle-agent.ts'

export type WantedLease = {
  userId: string
  kind: LeaseKind
  subjectId: string
  /** The process that takes it. */
  owner: string
  now: number
  expiresAt: number
}

/** Throws 409 `agent_busy` when the agent's capacity is used up. Answers with the fencing token. */
export const takeLease = async (trx: Trx, wanted: WantedLease): Promise<{ fence: number }> => {
  const agent = await lockAgent(trx, wanted.userId, wanted.now)
  if ((await usedCapacity(trx, wanted.userId)) >= agent.capacity) {
    throw conflict('agent_busy', { userId: wanted.userId })
  }
  const lease = await insertLease(trx, { ...wanted, takenAt: wanted.now })
  await appendEvent(trx, agentBusy, {
    subjectId: wanted.userId,
    actorId: null,
    at: wanted.now,
    data: { kind: wanted.kind, subjectId: wanted.subjectId, taken: true },
  })
  await settleAgent(trx, wanted.userId, wanted.now)
  return { fence: lease.fence }
}
