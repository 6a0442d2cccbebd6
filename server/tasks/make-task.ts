/** A person makes a task: for themselves, for a queue, or, where they may assign, for another. */

import { standingClient } from '#server/clients/index.ts'
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { denied, invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readPhone } from '#shared/organisation/phone.ts'
import type { NewTaskInput, Task } from '#shared/tasks/task.contract.ts'
import { isAssignee, queueExists, regionsOf } from './assignee.store.ts'
import { createTask } from './create-task.ts'
import { showTask } from './read-tasks.ts'

/** A screen's clock may be behind ours. */
const PAST_BY_MS = 60_000

/** @throws 422 at the field; 403 for an owner the actor may not assign to; 404 for a client out of reach */
export const makeTask = (platform: Platform, actor: Actor, input: NewTaskInput): Promise<Task> => {
  const at = platform.clock.now()
  if (input.dueAt < at - PAST_BY_MS) throw invalid({ dueAt: 'in_past' })
  if (input.ownerId && input.queueId) throw invalid({ ownerId: 'owner_or_queue' })
  return inTransaction(platform.db, async (trx) => {
    if (input.clientId) await standingClient(trx, actor, input.clientId)
    await checkHolder(trx, actor, input)
    const ownerId = input.ownerId ?? (input.queueId ? null : actor.userId)
    const address = await readAddress(trx, actor, input)
    const made = await createTask(trx, { ...input, ownerId, address, createdBy: actor.userId, at })
    return showTask(trx, actor, made.taskId)
  })
}

/** @throws 422 `unknown_user`, `unknown_queue`; 403 */
export const checkHolder = async (
  trx: Trx,
  actor: Actor,
  holder: { ownerId: string | null; queueId: string | null },
): Promise<void> => {
  if (holder.queueId && !(await queueExists(trx, holder.queueId))) throw invalid({ queueId: 'unknown_queue' })
  if (!holder.ownerId || holder.ownerId === actor.userId) return
  if (!may(actor, 'task.assign')) throw denied('task.assign')
  if (!(await isAssignee(trx, reachOf(actor, 'task.assign'), holder.ownerId))) {
    throw invalid({ ownerId: 'unknown_user' })
  }
}

const readAddress = async (trx: Trx, actor: Actor, input: NewTaskInput): Promise<string | null> => {
  if (!input.address) return null
  const phone = readPhone(
    input.address,
    await regionsOf(trx, { clientId: input.clientId, marketId: actor.marketId }),
  )
  if (!phone) throw invalid({ address: 'invalid_phone' })
  return phone
}
