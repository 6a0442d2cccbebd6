/** The one who is given a task hears of it, unless they gave it to themselves. */
import type { Trx } from '#server/platform/database.ts'
import type { TaskRow } from './task.store.ts'
import { tellUser } from './tell-user.ts'

export const tellAssigned = async (
  trx: Trx,
  task: TaskRow,
  byId: string | null,
  at: number,
): Promise<void> => {
  if (!task.owner_id || task.owner_id === byId) return
  await tellUser(trx, {
    userId: task.owner_id,
    kind: task.handed_at ? 'task-handed' : 'task-assigned',
    // Given away and back again is told again.
    key: `task-assigned:${task.id}:${task.version}`,
    data: aboutTask(task),
    at,
  })
}

/** What the words of a notice about a task are made of. */
export const aboutTask = (task: TaskRow) => ({
  taskId: task.id,
  number: task.number,
  taskKind: task.kind,
  title: task.title,
  cause: task.cause,
  dueAt: task.due_at,
  // An answer is written where the message stands.
  link: task.kind === 'answer' ? `/interactions/${task.interaction_id}` : `/tasks/${task.id}`,
})
