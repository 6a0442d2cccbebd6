/** A task goes to another: back to its queue by whoever has it, or to a user or a queue by who may assign. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Task } from '#shared/tasks/task.contract.ts'
import { taskGiven } from '#shared/tasks/task.events.ts'
import { refusal } from './complete-task.ts'
import { taskFor } from './judge-task.ts'
import { checkHolder } from './make-task.ts'
import { showTask } from './read-tasks.ts'
import { moveTask, notePass, type TaskRow } from './task.store.ts'
import { putOnTimeline } from './task-timeline.ts'
import { tellAssigned } from './tell-assigned.ts'

export type Reassignment = {
  taskId: string
  version: number
  ownerId: string | null
  queueId: string | null
  dueAt?: number
}

/** @throws 409 `task_moved` when it is no longer as it was seen; 422 at the field; 404, 403 */
export const reassignTask = (platform: Platform, actor: Actor, wish: Reassignment): Promise<Task> =>
  inTransaction(platform.db, async (trx) => {
    const task = await taskFor(trx, actor, 'reassign', wish.taskId)
    if (task.version !== wish.version) {
      throw conflict('task_moved', { state: task.state, version: task.version })
    }
    await checkHolder(trx, actor, wish)
    const at = platform.clock.now()
    const given = await giveTask(trx, task, {
      ownerId: wish.ownerId,
      queueId: wish.queueId ?? task.queue_id,
      ...(wish.dueAt !== undefined && { dueAt: wish.dueAt }),
      actorId: actor.userId,
      at,
    })
    await tellAssigned(trx, given, actor.userId, at)
    return showTask(trx, actor, given.id)
  })

/** @throws 409 `task_moved`; 404, 403 */
export const releaseTask = (platform: Platform, actor: Actor, taskId: string): Promise<Task> =>
  inTransaction(platform.db, async (trx) => {
    const task = await taskFor(trx, actor, 'release', taskId)
    const at = platform.clock.now()
    const to = { ownerId: null, queueId: task.queue_id, actorId: actor.userId, at }
    const given = await giveTask(trx, task, to)
    if (task.owner_id) await notePass(trx, task.id, task.owner_id, at)
    return showTask(trx, actor, given.id)
  })

/** Throws 409 `task_moved` when it is done or dropped. */
export const giveTask = async (
  trx: Trx,
  task: TaskRow,
  to: { ownerId: string | null; queueId: string | null; dueAt?: number; actorId: string | null; at: number },
): Promise<TaskRow> => {
  const given = await moveTask(trx, 'give', task.id, {
    owner_id: to.ownerId,
    queue_id: to.queueId,
    taken_at: null,
    handed_at: null,
    due_at: new Date(to.dueAt ?? task.due_at),
    // Whoever has it now has not been told that it is late.
    overdue_at: null,
    escalated_at: null,
  })
  if (!given) throw await refusal(trx, task.id)
  await putOnTimeline(trx, given)
  await appendEvent(trx, taskGiven, {
    subjectId: task.id,
    actorId: to.actorId,
    at: to.at,
    data: {
      kind: given.kind,
      ownerId: given.owner_id,
      queueId: given.queue_id,
      fromId: task.owner_id,
      dueAt: given.due_at,
    },
  })
  return given
}
