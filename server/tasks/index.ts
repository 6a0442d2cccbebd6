/** The door of the tasks room. */
export { type Completion, cancelTask, completeTask } from './complete-task.ts'
export { type CallbackPromise, createTask, type MadeTask, promiseCallback } from './create-task.ts'
export type { NewTask } from './task.store.ts'
export { readNotice, type Telling, tellUser } from './tell-user.ts'
