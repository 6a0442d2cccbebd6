/** The door of the tasks room. */

export { assignTask, returnTask } from './assign-task.ts'
export { isAssignee } from './assignee.store.ts'
export { type Completion, cancelTask, completeTask, keepPromise } from './complete-task.ts'
export { type CallbackPromise, createTask, type MadeTask, promiseCallback } from './create-task.ts'
export { fileOwed } from './file-owed.ts'
export { putOffTask } from './put-off-task.ts'
export { beginTask, takeNextTask } from './take-task.ts'
export { taskRoutes } from './task.routes.ts'
export { findOwed, type NewTask, type TaskRow } from './task.store.ts'
export { callableTasks } from './task-view.store.ts'
export { tellOverdue } from './tell-overdue.ts'
export { readNotice, type Telling, tellUser } from './tell-user.ts'
