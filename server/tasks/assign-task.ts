/** The hub gives a queue's task to one of its agents, who hears of it and may give it back. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { taskGiven } from '#shared/tasks/task.events.ts'
import { giveTask } from './give-task.ts'
import { assignWaiting, lockTask, type TaskRow } from './task.store.ts'
import { putOnTimeline } from './task-timeline.ts'
import { tellAssigned } from './tell-assigned.ts'

/** False when somebody has it by now. */
export const assignTask = async (
  trx: Trx,
  { taskId, userId, at }: { taskId: string; userId: string; at: number },
): Promise<boolean> => {
  const task = await assignWaiting(trx, { taskId, userId, at })
  if (!task) return false
  await putOnTimeline(trx, task)
  await appendEvent(trx, taskGiven, {
    subjectId: task.id,
    actorId: null,
    at,
    data: {
      kind: task.kind,
      ownerId: task.owner_id,
      queueId: task.queue_id,
      fromId: null,
      dueAt: task.due_at,
    },
  })
  await tellAssigned(trx, task, null, at)
  return true
}

/** Back to its queue, unless it was begun meanwhile. */
export const returnTask = async (trx: Trx, taskId: string, at: number): Promise<TaskRow | null> => {
  const task = await lockTask(trx, taskId)
  if (task?.state !== 'open' || !task.handed_at || !task.queue_id) return null
  return giveTask(trx, task, { ownerId: null, queueId: task.queue_id, actorId: null, at })
}
