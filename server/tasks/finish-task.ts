/** Somebody finishes a task, or drops it. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ResultCode, Task } from '#shared/tasks/task.contract.ts'
import { cancelTask, completeTask } from './complete-task.ts'
import { taskFor } from './judge-task.ts'
import { showTask } from './read-tasks.ts'

type Ending = { taskId: string; resultCode: ResultCode; result: string }

/** @throws 409 `task_moved`; 404, 403 */
export const finishTask = (platform: Platform, actor: Actor, ending: Ending): Promise<Task> =>
  inTransaction(platform.db, async (trx) => {
    await taskFor(trx, actor, 'finish', ending.taskId)
    const result = ending.result || null
    await completeTask(trx, { ...ending, result, actorId: actor.userId, at: platform.clock.now() })
    return showTask(trx, actor, ending.taskId)
  })

/** @throws 409 `task_moved`; 404, 403 */
export const dropTask = (platform: Platform, actor: Actor, taskId: string): Promise<Task> =>
  inTransaction(platform.db, async (trx) => {
    await taskFor(trx, actor, 'cancel', taskId)
    await cancelTask(trx, { taskId, actorId: actor.userId, at: platform.clock.now() })
    return showTask(trx, actor, taskId)
  })
