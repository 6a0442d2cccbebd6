/** SQL of a claim's corrective and preventive actions: each is a task, which says the rest. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ActionKind } from '#shared/claims/details/detail-codes.ts'
import type { TaskState } from '#shared/tasks/task.state.ts'

export type ActionRow = {
  id: string
  kind: ActionKind
  task_id: string
  title: string
  state: TaskState
  owner_id: string | null
  owner_name: string | null
  due_at: number
  done_at: number | null
}

export const insertAction = async (
  trx: Trx,
  action: { claimId: string; kind: ActionKind; taskId: string },
): Promise<void> => {
  await trx('claim_actions').insert({
    claim_id: action.claimId,
    kind: action.kind,
    task_id: action.taskId,
  })
}

export const listActions = (q: Queryable, claimId: string): Promise<ActionRow[]> =>
  q('claim_actions as a')
    .join('tasks as t', 't.id', 'a.task_id')
    .leftJoin('users as u', 'u.id', 't.owner_id')
    .where('a.claim_id', claimId)
    .orderBy(['t.due_at', 'a.id'])
    .select({
      id: 'a.id',
      kind: 'a.kind',
      task_id: 'a.task_id',
      title: 't.title',
      state: 't.state',
      owner_id: 't.owner_id',
      owner_name: 'u.name',
      due_at: 't.due_at',
      done_at: 't.done_at',
    })
