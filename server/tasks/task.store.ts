/** SQL that changes tasks. A move is one UPDATE that names the states it starts from. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ResultCode, TaskCause, TaskKind } from '#shared/tasks/task.contract.ts'
import { type TaskState, taskStates } from '#shared/tasks/task.state.ts'

export type TaskRow = {
  id: string
  number: number
  kind: TaskKind
  state: TaskState
  title: string
  cause: TaskCause | null
  client_id: string | null
  interaction_id: string | null
  claim_id: string | null
  address: string | null
  language: 'ru' | 'en' | null
  owner_id: string | null
  /** When the hub gave it to its owner; null when a person did. */
  handed_at: number | null
  queue_id: string | null
  due_at: number
  result: string | null
  result_code: ResultCode | null
  created_by: string | null
  created_at: number
  taken_at: number | null
  done_by: string | null
  done_at: number | null
  version: number
}

export type NewTask = {
  kind: TaskKind
  /** A person's words; without them a cause. */
  title?: string
  cause?: TaskCause | null
  clientId?: string | null
  interactionId?: string | null
  claimId?: string | null
  /** E.164, when there is somebody to call. */
  address?: string | null
  language?: 'ru' | 'en' | null
  /** An owner, or a queue whose agents may take it. */
  ownerId?: string | null
  queueId?: string | null
  /** Epoch ms. */
  dueAt: number
  createdBy: string | null
  at: number
}

/** Null when the interaction has a task of this kind already. */
export const insertTask = async (trx: Trx, task: NewTask): Promise<TaskRow | null> => {
  const rows = await trx('tasks')
    .insert({
      kind: task.kind,
      state: taskStates.initial,
      title: task.title ?? '',
      cause: task.cause ?? null,
      client_id: task.clientId ?? null,
      interaction_id: task.interactionId ?? null,
      claim_id: task.claimId ?? null,
      address: task.address ?? null,
      language: task.language ?? null,
      owner_id: task.ownerId ?? null,
      queue_id: task.queueId ?? null,
      due_at: new Date(task.dueAt),
      created_by: task.createdBy,
      created_at: new Date(task.at),
    })
    .onConflict(
      trx.raw("(interaction_id, kind) where interaction_id is not null and kind in ('callback', 'missed')"),
    )
    .ignore()
    .returning<TaskRow[]>('*')
  return rows[0] ?? null
}

export const findTask = async (db: Queryable, id: string): Promise<TaskRow | undefined> =>
  db('tasks').where({ id }).first<TaskRow | undefined>('*')

/** Locked until the transaction ends: what may be done with it is judged as it stands. */
export const lockTask = async (trx: Trx, id: string): Promise<TaskRow | undefined> =>
  trx('tasks').where({ id }).forNoKeyUpdate().first<TaskRow | undefined>('*')

export const findOfInteraction = async (
  db: Queryable,
  interactionId: string,
  kind: TaskKind,
): Promise<TaskRow | undefined> =>
  db('tasks').where({ interaction_id: interactionId, kind }).orderBy('id').first<TaskRow | undefined>('*')

/** The answer that an interaction still waits for. */
export const findOwed = async (db: Queryable, interactionId: string): Promise<TaskRow | undefined> =>
  db('tasks')
    .where({ interaction_id: interactionId, kind: 'answer' })
    .whereIn('state', [...taskStates.moves.finish.from])
    .first<TaskRow | undefined>('*')

/** Whose it is was found out later. */
export const giveClient = async (trx: Trx, taskId: string, clientId: string): Promise<TaskRow> => {
  const [row] = await trx('tasks')
    .where({ id: taskId })
    .update({ client_id: clientId })
    .returning<TaskRow[]>('*')
  return row!
}

/** Undefined when the task is not in a state the move starts from. */
export const moveTask = async (
  trx: Trx,
  move: 'take' | 'give' | 'finish' | 'cancel',
  id: string,
  change: Record<string, unknown>,
): Promise<TaskRow | undefined> => {
  const { from, to } = taskStates.moves[move]
  const rows = await trx('tasks')
    .where({ id })
    .whereIn('state', [...from])
    .update({ ...change, state: to, version: trx.raw('version + 1') })
    .returning<TaskRow[]>('*')
  return rows[0]
}

/** Its owner is told anew when that time has passed. */
export const dueAnew = async (trx: Trx, id: string, dueAt: number): Promise<TaskRow> => {
  const [row] = await trx('tasks')
    .where({ id })
    .update({
      due_at: new Date(dueAt),
      overdue_at: null,
      escalated_at: null,
      version: trx.raw('version + 1'),
    })
    .returning<TaskRow[]>('*')
  if (!row) throw new Error(`task ${id} vanished`)
  return row
}

/**
 * The soonest due that nobody has, of the queues the user serves; a task that another is just taking is passed over.
 * Reads queue_agents of the routing room, which comes later in the arrows.
 */
export const takeSoonest = async (
  trx: Trx,
  wish: { userId: string; queueId?: string; at: number },
): Promise<TaskRow | undefined> => {
  const { from, to } = taskStates.moves.take
  const { rows } = await trx.raw<{ rows: TaskRow[] }>(
    `update tasks set state = :to, owner_id = :userId, taken_at = :at, version = version + 1
      where id = (select tasks.id from tasks
                    join queue_agents on queue_agents.queue_id = tasks.queue_id
                   where tasks.state = any(:from) and tasks.owner_id is null
                     and queue_agents.user_id = :userId
                     and (:queueId::uuid is null or tasks.queue_id = :queueId)
                   order by tasks.due_at, tasks.id limit 1 for update of tasks skip locked)
     returning *`,
    {
      from: [...from],
      to,
      userId: wish.userId,
      queueId: wish.queueId ?? null,
      at: new Date(wish.at),
    },
  )
  return rows[0]
}

/** Undefined when somebody has it by now, or it is done. */
export const assignWaiting = async (
  trx: Trx,
  { taskId, userId, at }: { taskId: string; userId: string; at: number },
): Promise<TaskRow | undefined> => {
  const { from, to } = taskStates.moves.assign
  const rows = await trx('tasks')
    .where({ id: taskId, owner_id: null })
    .whereIn('state', [...from])
    .update({
      state: to,
      owner_id: userId,
      handed_at: new Date(at),
      // Whoever has it now has not been told that it is late.
      overdue_at: null,
      version: trx.raw('version + 1'),
    })
    .returning<TaskRow[]>('*')
  return rows[0]
}

/** Who gave it back is passed over for a while. */
export const notePass = async (trx: Trx, taskId: string, userId: string, at: number): Promise<void> => {
  await trx('task_passes')
    .insert({ task_id: taskId, user_id: userId, at: new Date(at) })
    .onConflict(['task_id', 'user_id'])
    .merge(['at'])
}
