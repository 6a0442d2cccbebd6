/** A task is done, or nobody need do it any more. */
import type { Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { ResultCode } from '#shared/tasks/task.contract.ts'
import { taskCancelled, taskDone } from '#shared/tasks/task.events.ts'
import { taskStates } from '#shared/tasks/task.state.ts'
import { findTask, lockTask, moveTask, type TaskRow } from './task.store.ts'
import { putOnTimeline } from './task-timeline.ts'

export type Completion = {
  taskId: string
  /** Null when the hub itself finds it done: the client called again. */
  actorId: string | null
  resultCode: ResultCode
  result?: string | null
  /** Epoch ms. */
  at: number
}

/** @throws 409 `task_moved` when it is done or cancelled already. */
export const completeTask = async (trx: Trx, done: Completion): Promise<TaskRow> => {
  const task = await moveTask(trx, 'finish', done.taskId, {
    result: done.result ?? null,
    result_code: done.resultCode,
    done_by: done.actorId,
    done_at: new Date(done.at),
  })
  if (!task) throw await refusal(trx, done.taskId)
  await putOnTimeline(trx, task)
  await appendEvent(trx, taskDone, {
    subjectId: task.id,
    actorId: done.actorId,
    at: done.at,
    data: {
      kind: task.kind,
      ownerId: task.owner_id,
      queueId: task.queue_id,
      clientId: task.client_id,
      resultCode: done.resultCode,
      dueAt: task.due_at,
      late: done.at > task.due_at,
    },
  })
  return task
}

/** The client was reached, as was promised. Nothing for a task that has ended already, or is another's by now. */
export const keepPromise = async (
  trx: Trx,
  kept: { taskId: string; actorId: string; at: number },
): Promise<void> => {
  const task = await lockTask(trx, kept.taskId)
  if (!task || task.owner_id !== kept.actorId || !taskStates.allowed(task.state, 'finish')) return
  await completeTask(trx, { ...kept, resultCode: 'reached' })
}

/** @throws 409 `task_moved` when it is done or cancelled already. */
export const cancelTask = async (
  trx: Trx,
  wish: { taskId: string; actorId: string | null; at: number },
): Promise<TaskRow> => {
  const change = { done_by: wish.actorId, done_at: new Date(wish.at) }
  const task = await moveTask(trx, 'cancel', wish.taskId, change)
  if (!task) throw await refusal(trx, wish.taskId)
  await putOnTimeline(trx, task)
  await appendEvent(trx, taskCancelled, {
    subjectId: task.id,
    actorId: wish.actorId,
    at: wish.at,
    data: { kind: task.kind, ownerId: task.owner_id, queueId: task.queue_id },
  })
  return task
}

/** Why a move could not be made, with how the task stands now. */
export const refusal = async (trx: Trx, taskId: string) => {
  const task = await findTask(trx, taskId)
  if (!task) return notFound('task', taskId)
  return conflict('task_moved', { state: task.state, ownerId: task.owner_id, version: task.version })
}
