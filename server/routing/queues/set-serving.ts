/** Who serves which queue, changed from either end: the queue's agents, or the user's queues. */
import { ensureAgent } from '#server/agents/index.ts'
import { audit, bumpUsers, changedMeanwhile, claimUserVersion, findManaged } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { QueueView, UserQueues } from '#shared/routing/queue.contract.ts'
import { queueAgentsChanged } from '#shared/routing/queue.events.ts'
import { findManagedQueue } from './queue.policy.ts'
import {
  addServing,
  bumpQueues,
  queuesOfUser,
  readQueueWithin,
  removeServing,
  updateQueue,
} from './queue.store.ts'

type Change = { added: string[]; removed: string[] }

const changeOf = (before: string[], after: string[]): Change => ({
  added: after.filter((id) => !before.includes(id)),
  removed: before.filter((id) => !after.includes(id)),
})

/** 422 `unknown_reference` for a user there is not. */
export const setQueueAgents = (
  platform: Platform,
  actor: Actor,
  queueId: string,
  edit: { version: number; agentIds: string[] },
): Promise<QueueView> =>
  inTransaction(platform.db, async (trx) => {
    const before = await findManagedQueue(trx, actor, queueId)
    if (!(await updateQueue(trx, queueId, edit.version, {}))) throw changedMeanwhile(before, edit)
    const change = changeOf(before.agentIds, edit.agentIds)
    const pairs = (ids: string[]) => ids.map((userId) => ({ queueId, userId }))
    const now = platform.clock.now()
    await removeServing(trx, pairs(change.removed))
    await addServing(trx, pairs(change.added))
    for (const userId of [...change.added].sort()) await ensureAgent(trx, userId, now)
    await bumpUsers(trx, [...change.added, ...change.removed])
    await tell(trx, { actor, now, queueId, change })
    return (await readQueueWithin(trx, queueId, { kind: 'all' }))!
  })

/** 422 `unknown_reference` for a queue there is not. */
export const setUserQueues = (
  platform: Platform,
  actor: Actor,
  userId: string,
  edit: UserQueues,
): Promise<UserQueues> =>
  inTransaction(platform.db, async (trx) => {
    const user = await findManaged(trx, actor, userId)
    const before = await queuesOfUser(trx, userId)
    if (!(await claimUserVersion(trx, userId, edit.version))) {
      throw changedMeanwhile({ queueIds: before, version: user.version }, edit)
    }
    const change = changeOf(before, edit.queueIds)
    const pairs = (ids: string[]) => ids.map((queueId) => ({ queueId, userId }))
    const now = platform.clock.now()
    await bumpQueues(trx, [...change.added, ...change.removed])
    await removeServing(trx, pairs(change.removed))
    await addServing(trx, pairs(change.added))
    if (change.added.length > 0) await ensureAgent(trx, userId, now)
    for (const queueId of change.added) {
      await tell(trx, { actor, now, queueId, change: { added: [userId], removed: [] } })
    }
    for (const queueId of change.removed) {
      await tell(trx, { actor, now, queueId, change: { added: [], removed: [userId] } })
    }
    return { queueIds: await queuesOfUser(trx, userId), version: edit.version + 1 }
  })

const tell = async (
  trx: Trx,
  entry: { actor: Actor; now: number; queueId: string; change: Change },
): Promise<void> => {
  const { actor, now, queueId, change } = entry
  if (change.added.length + change.removed.length === 0) return
  await appendEvent(trx, queueAgentsChanged, {
    subjectId: queueId,
    actorId: actor.userId,
    at: now,
    data: change,
  })
  await audit(trx, {
    at: now,
    actorId: actor.userId,
    action: 'queue.agents',
    outcome: 'ok',
    subjectKind: 'queue',
    subjectId: queueId,
    data: change,
  })
}
