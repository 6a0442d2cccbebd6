/** An agent takes a task: one they name, or the next of their queues. Of two who are after one, one gets it. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Task } from '#shared/tasks/task.contract.ts'
import { taskTaken } from '#shared/tasks/task.events.ts'
import { taskFor } from './judge-task.ts'
import { showTask } from './read-tasks.ts'
import { lockTask, moveTask, type TaskRow, takeSoonest } from './task.store.ts'
import { putOnTimeline } from './task-timeline.ts'

/** @throws 409 `task_taken`, `task_moved`; 404, 403 */
export const takeTask = (platform: Platform, actor: Actor, taskId: string): Promise<Task> =>
  inTransaction(platform.db, async (trx) => {
    await take(trx, actor, taskId, platform.clock.now())
    return showTask(trx, actor, taskId)
  })

const take = async (trx: Trx, actor: Actor, taskId: string, at: number): Promise<TaskRow> => {
  const { version } = await taskFor(trx, actor, 'take', taskId)
  const change = { owner_id: actor.userId, taken_at: new Date(at) }
  const task = await moveTask(trx, 'take', taskId, change)
  if (!task) throw conflict('task_taken', { version })
  await announce(trx, task, at)
  return task
}

/** In the caller's transaction: theirs already, or taken now. @throws 409 `task_taken`, `task_moved`; 404, 403 */
export const beginTask = async (trx: Trx, actor: Actor, taskId: string, at: number): Promise<TaskRow> => {
  const task = await lockTask(trx, taskId)
  return task?.state === 'taken' ? taskFor(trx, actor, 'finish', taskId) : take(trx, actor, taskId, at)
}

/**
 * The soonest due task that waits in a queue the user serves, now theirs; null when none does.
 * @param wish `queueId` narrows it to one queue
 */
export const takeNextTask = async (
  trx: Trx,
  wish: { userId: string; queueId?: string; at: number },
): Promise<TaskRow | null> => {
  const task = await takeSoonest(trx, wish)
  if (!task) return null
  await announce(trx, task, wish.at)
  return task
}

export const takeNextForMe = (
  platform: Platform,
  actor: Actor,
  queueId?: string,
): Promise<{ task: Task | null }> =>
  inTransaction(platform.db, async (trx) => {
    const task = await takeNextTask(trx, { userId: actor.userId, queueId, at: platform.clock.now() })
    return { task: task && (await showTask(trx, actor, task.id)) }
  })

const announce = async (trx: Trx, task: TaskRow, at: number): Promise<void> => {
  await putOnTimeline(trx, task)
  await appendEvent(trx, taskTaken, {
    subjectId: task.id,
    actorId: task.owner_id,
    at,
    data: { kind: task.kind, ownerId: task.owner_id, queueId: task.queue_id },
  })
}
