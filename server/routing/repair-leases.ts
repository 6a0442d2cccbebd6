/**
 * The reconciler: nothing is stuck for ever (L1). Each repair is in the log with its fault. A wrap-up whose time is
 * over is ordinary work, closed without a disposition.
 */
import { leaseRepaired } from '#shared/agents/agent.events.ts'
import { findLease, releaseLease } from '../agents/index.ts'
import { endWrapUp, findInteraction, lockInteraction, releaseWrapUp } from '../interactions/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { endCall, lockCall } from '../telephony/index.ts'
import { leaselessWork, type StuckLease, stuckLeases } from './repair.store.ts'
import type { Routing } from './routing.ts'

const GRACE_MS = 1_000

/** Answers with how many were repaired; wrap-ups that ran out are not counted. */
export const repairLeases = async (house: Routing): Promise<number> => {
  const { db, clock } = house
  let repaired = 0
  for (const lease of await stuckLeases(db, clock.now(), GRACE_MS)) {
    if (await repairLease(house, lease)) repaired += 1
  }
  for (const work of await leaselessWork(db, clock.now() - 10_000)) {
    await endLeaseless(house, work)
    repaired += 1
  }
  if (repaired > 0) house.wakeRouter()
  return repaired
}

/**
 * What the list was read for may be true no longer: the lease is let go under the token that was read, so one that was
 * taken anew since is not touched. False when nothing had to be repaired.
 */
export const repairLease = (house: Routing, lease: StuckLease): Promise<boolean> => {
  if (lease.fault === 'wrap-up-over') return endOverdueWrapUp(house, lease)
  if (lease.fault === 'not-renewed') return endUnrenewed(house, lease)
  return inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    if (!(await releaseLease(trx, { ...keyOf(lease), now }))) return false
    const { kind, fault } = lease
    house.log.warn({ userId: lease.user_id, kind, fault }, 'a stuck lease was repaired')
    await tellRepaired(trx, lease, now)
    return true
  })
}

const keyOf = ({ user_id, kind, subject_id, fence }: StuckLease) => ({
  userId: user_id,
  kind,
  subjectId: subject_id,
  fence,
})

const tellRepaired = (trx: Trx, { user_id, kind, subject_id, fault }: StuckLease, now: number) =>
  appendEvent(trx, leaseRepaired, {
    subjectId: user_id,
    actorId: null,
    at: now,
    data: { kind, subjectId: subject_id, fault },
  })

/** Ordinary work, no repair: closed without a disposition, or, of who passed the client on, simply over. */
const endOverdueWrapUp = (house: Routing, lease: StuckLease): Promise<boolean> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const row = await lockInteraction(trx, lease.subject_id)
    const present = await findLease(trx, keyOf(lease))
    // Extended a moment ago by the agent, or let go: not over after all.
    if (!present || present.expires_at > now) return false
    if (row?.state === 'wrap-up' && row.agent_id === lease.user_id) {
      await endWrapUp(trx, row, { actorId: null, dispositionId: null, now })
      return false
    }
    const held = { userId: lease.user_id, interactionId: lease.subject_id, fence: lease.fence }
    await releaseWrapUp(trx, { ...held, endedAt: present.expires_at, now })
    return false
  })

/** Nobody has vouched for the talk for a whole lease: whatever carried it is gone. */
const endUnrenewed = (house: Routing, lease: StuckLease): Promise<boolean> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const seen = await findInteraction(trx, lease.subject_id)
    const call = seen?.call_id ? await lockCall(trx, seen.call_id) : undefined
    if (!call || call.state === 'ended') return false
    const present = await findLease(trx, keyOf(lease))
    // Vouched for a moment ago, or another's talk by now.
    if (!present || present.expires_at > now) return false
    await endCall(trx, house, call, 'cut-off', now)
    await tellRepaired(trx, lease, now)
    return true
  })

const endLeaseless = (
  house: Routing,
  work: { id: string; call_id: string | null; state: string },
): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const call = work.call_id ? await lockCall(trx, work.call_id) : undefined
    const row = await lockInteraction(trx, work.id)
    if (!row) return
    if ((row.state === 'talking' || row.state === 'calling') && call)
      await endCall(trx, house, call, 'cut-off', now)
    if (row.state === 'wrap-up') await endWrapUp(trx, row, { actorId: null, dispositionId: null, now })
  })
