/**
 * The reconciler: nothing is stuck for ever (L1). Each repair is in the log with its fault. A wrap-up whose time is
 * over is ordinary work, closed without a disposition.
 */
import { leaseRepaired } from '#shared/agents/agent.events.ts'
import { releaseLease } from '../agents/index.ts'
import { endWrapUp, findInteraction, lockInteraction } from '../interactions/index.ts'
import { inTransaction } from '../platform/database.ts'
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
    if (await repair(house, lease)) repaired += 1
  }
  for (const work of await leaselessWork(db, clock.now() - 10_000)) {
    await endLeaseless(house, work)
    repaired += 1
  }
  if (repaired > 0) house.wakeRouter()
  return repaired
}

const repair = (house: Routing, lease: StuckLease): Promise<boolean> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    if (lease.kind === 'wrap-up' && lease.fault === 'wrap-up-over') {
      const row = await lockInteraction(trx, lease.subject_id)
      if (row?.state === 'wrap-up' && row.agent_id === lease.user_id) {
        // Extended a moment ago by the agent: not over after all.
        if ((row.wrap_up_until ?? 0) > now) return false
        await endWrapUp(trx, row, { actorId: null, dispositionId: null, now })
        return false
      }
      await releaseLease(trx, { userId: lease.user_id, kind: 'wrap-up', subjectId: lease.subject_id, now })
      return false
    }
    if (lease.kind === 'call' && lease.fault === 'not-renewed') return endUnrenewed(house, lease)
    const released = await releaseLease(trx, {
      userId: lease.user_id,
      kind: lease.kind,
      subjectId: lease.subject_id,
      now,
    })
    if (!released) return false
    house.log.warn(
      { userId: lease.user_id, kind: lease.kind, fault: lease.fault },
      'a stuck lease was repaired',
    )
    await appendEvent(trx, leaseRepaired, {
      subjectId: lease.user_id,
      actorId: null,
      at: now,
      data: { kind: lease.kind, subjectId: lease.subject_id, fault: lease.fault },
    })
    return true
  })

/** Nobody has vouched for the talk for a whole lease: whatever carried it is gone. */
const endUnrenewed = (house: Routing, lease: StuckLease): Promise<boolean> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const seen = await findInteraction(trx, lease.subject_id)
    const call = seen?.call_id ? await lockCall(trx, seen.call_id) : undefined
    if (!call || call.state === 'ended') return false
    await endCall(trx, house, call, 'cut-off', now)
    await appendEvent(trx, leaseRepaired, {
      subjectId: lease.user_id,
      actorId: null,
      at: now,
      data: { kind: 'call', subjectId: lease.subject_id, fault: 'not-renewed' },
    })
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
    if (row.state === 'talking' && call) await endCall(trx, house, call, 'cut-off', now)
    if (row.state === 'wrap-up') await endWrapUp(trx, row, { actorId: null, dispositionId: null, now })
  })
