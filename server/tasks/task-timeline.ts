/** A client's task stands on the client's card. */
import { writeTimeline } from '#server/clients/index.ts'
import type { Trx } from '#server/platform/database.ts'
import type { TaskRow } from './task.store.ts'

/** Call after each change of a task. The shape of the summary: shared/tasks/task.contract.ts taskSummary. */
export const putOnTimeline = async (trx: Trx, task: TaskRow): Promise<void> => {
  if (!task.client_id) return
  await writeTimeline(trx, {
    clientId: task.client_id,
    at: task.created_at,
    kind: 'task',
    subjectId: task.id,
    ownerId: task.owner_id,
    summary: {
      kind: task.kind,
      state: task.state,
      number: task.number,
      title: task.title,
      cause: task.cause,
      dueAt: task.due_at,
      doneAt: task.done_at,
      resultCode: task.result_code,
    },
  })
}
