/** Nobody answered: whoever has the task tries again later. What was promised for when stays in the log. */
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { taskPutOff } from '#shared/tasks/task.events.ts'
import { dueAnew, lockTask } from './task.store.ts'
import { putOnTimeline } from './task-timeline.ts'

/** @throws 409 `task_moved` when it is no longer this agent's, or has ended */
export const putOffTask = async (
  trx: Trx,
  wish: { taskId: string; actorId: string; dueAt: number; at: number },
): Promise<void> => {
  const before = await lockTask(trx, wish.taskId)
  if (before?.state !== 'taken' || before.owner_id !== wish.actorId)
    throw conflict('task_moved', { state: before?.state })
  const task = await dueAnew(trx, before.id, wish.dueAt)
  await putOnTimeline(trx, task)
  await appendEvent(trx, taskPutOff, {
    subjectId: task.id,
    actorId: wish.actorId,
    at: wish.at,
    data: {
      kind: task.kind,
      ownerId: task.owner_id,
      queueId: task.queue_id,
      dueAt: wish.dueAt,
      wasDueAt: before.due_at,
    },
  })
}
