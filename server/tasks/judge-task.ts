/** The gate of every deed with a task: locked, in sight, and open to this actor as it stands. */
import type { Actor } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import type { TaskDeed } from '#shared/tasks/task.contract.ts'
import { taskStates } from '#shared/tasks/task.state.ts'
import { deedsOf, sightOf, standingsOf } from './task.policy.ts'
import { lockTask, type TaskRow } from './task.store.ts'
import { findView } from './task-view.store.ts'

const moveOf = {
  take: 'take',
  finish: 'finish',
  release: 'give',
  reassign: 'give',
  cancel: 'cancel',
} as const

/**
 * @throws 404 out of sight; 409 `task_taken` when a colleague of the queue was first, `task_moved` when nobody can do
 * this with it any more; 403 when it is not this actor's to do
 */
export const taskFor = async (trx: Trx, actor: Actor, deed: TaskDeed, taskId: string): Promise<TaskRow> => {
  const locked = await lockTask(trx, taskId)
  const { userId } = actor
  const view = locked && (await findView(trx, { reach: { kind: 'all' }, userId }, taskId))
  if (!locked || !view) throw notFound('task', taskId)
  const standing = (await standingsOf(trx, actor, [view])).get(taskId)
  if (standing && deedsOf(locked, standing).includes(deed)) return locked

  const facts = { state: locked.state, version: locked.version }
  // It was on their screen a moment ago; who has it is not told.
  if (deed === 'take' && view.serves && locked.owner_id && locked.owner_id !== userId) {
    throw conflict('task_taken', facts)
  }
  if (!(await findView(trx, { reach: sightOf(actor), userId }, taskId))) throw notFound('task', taskId)
  if (!taskStates.allowed(locked.state, moveOf[deed])) throw conflict('task_moved', facts)
  throw denied(deed === 'reassign' ? 'task.assign' : 'task.work')
}
