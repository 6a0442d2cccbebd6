/** SQL that marks what is overdue. A mark is set once for each due time. */
import type { Trx } from '#server/platform/database.ts'
import { taskStates } from '#shared/tasks/task.state.ts'
import type { TaskRow } from './task.store.ts'

/** Not kept yet, and still to be: from these the task can be finished. */
const unkept = [...taskStates.moves.finish.from]

export const markOverdue = async (trx: Trx, now: number, limit: number): Promise<TaskRow[]> => {
  const { rows } = await trx.raw<{ rows: TaskRow[] }>(
    `update tasks set overdue_at = :now
      where id in (select id from tasks
                    where state = any(:unkept) and overdue_at is null and due_at < :now
                    order by due_at limit :limit for update skip locked)
     returning *`,
    { now: new Date(now), unkept, limit },
  )
  return rows
}

/** Queue tasks that nobody has taken, due before then. */
export const markEscalated = async (
  trx: Trx,
  { dueBefore, now, limit }: { dueBefore: number; now: number; limit: number },
): Promise<TaskRow[]> => {
  const { rows } = await trx.raw<{ rows: TaskRow[] }>(
    `update tasks set escalated_at = :now
      where id in (select id from tasks
                    where state = :waiting and owner_id is null and escalated_at is null and due_at < :dueBefore
                    order by due_at limit :limit for update skip locked)
     returning *`,
    { now: new Date(now), waiting: taskStates.initial, dueBefore: new Date(dueBefore), limit },
  )
  return rows
}
