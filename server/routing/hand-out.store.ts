/** Tasks of queues that are to be handed out, and the agents who have nothing else to do. */
import { PROOF_LASTS_MS } from '#shared/agents/activity.ts'
import type { FreeAgent, QueueTask } from '#shared/routing/hand-out.ts'
import { taskStates } from '#shared/tasks/task.state.ts'
import type { Queryable, Trx } from '../platform/database.ts'

/** A call has this long to come to an agent before a task does: routing goes first, ms. */
const CALLS_FIRST_MS = 5_000
/** Who gave a task back is not handed it again before, ms. */
const PASS_LASTS_MS = 60 * 60_000
const TASKS_AT_ONCE = 200

/** The most urgent first. */
export const tasksToHandOut = async (db: Queryable, now: number): Promise<QueueTask[]> => {
  const { rows } = await db.raw<{
    rows: { id: string; queue_id: string; due_at: number; passed_by: string[] }[]
  }>(
    `select t.id, t.queue_id, t.due_at,
            array(select p.user_id from task_passes p where p.task_id = t.id and p.at > :passedAfter) as passed_by
       from tasks t join queues q on q.id = t.queue_id
      where t.state = any(:from) and t.owner_id is null
        and t.due_at <= :now::timestamptz + q.hand_out_ms * interval '1 ms'
      order by t.due_at, t.id limit :limit`,
    {
      now: new Date(now),
      passedAfter: new Date(now - PASS_LASTS_MS),
      from: [...taskStates.moves.assign.from],
      limit: TASKS_AT_ONCE,
    },
  )
  return rows.map((row) => ({
    id: row.id,
    queueId: row.queue_id,
    dueAt: row.due_at,
    passedBy: row.passed_by,
  }))
}

/**
 * Signed in, wanting work, reachable, with nothing on hand: neither call nor wrap-up, no task of a queue that is not
 * done, and nobody who waits in a queue they serve. `userId` asks for this one alone.
 */
export const freeForTasks = async (
  db: Queryable,
  now: number,
  userId: string | null = null,
): Promise<FreeAgent[]> => {
  const { rows } = await db.raw<{ rows: { user_id: string; queue_ids: string[]; idle_since: number }[] }>(
    `select a.user_id, a.idle_since,
            array(select queue_id from queue_agents qa where qa.user_id = a.user_id) as queue_ids
       from agents a join users u on u.id = a.user_id and u.active
      where a.chosen = 'available' and a.held_by is null and a.desk_ok and a.desk_seen_at > :fresh
        and a.idle_since <= :idleBefore
        and (:userId::uuid is null or a.user_id = :userId)
        and exists (select 1 from user_roles r join role_grants g on g.role_id = r.role_id
                     where r.user_id = a.user_id and g.permission = 'task.work')
        and not exists (select 1 from busy_leases l where l.user_id = a.user_id)
        and not exists (select 1 from tasks t
                         where t.owner_id = a.user_id and t.queue_id is not null
                           and (t.state = 'taken' or (t.state = 'open' and t.handed_at is not null)))
        and not exists (select 1 from interactions i join queue_agents qa on qa.queue_id = i.queue_id
                         where qa.user_id = a.user_id and i.state = 'waiting')`,
    { fresh: new Date(now - PROOF_LASTS_MS), idleBefore: new Date(now - CALLS_FIRST_MS), userId },
  )
  return rows.map((row) => ({ id: row.user_id, queueIds: row.queue_ids, idleSince: row.idle_since }))
}

/** Until the transaction ends nobody else hands this agent anything. */
export const lockAgent = async (trx: Trx, userId: string): Promise<void> => {
  await trx('agents').where({ user_id: userId }).forUpdate().select('user_id')
}

/** Handed to someone who has signed out without beginning them. */
export const handedToAbsent = (db: Queryable): Promise<string[]> =>
  db('tasks as t')
    .join('agents as a', 'a.user_id', 't.owner_id')
    .whereNotNull('t.handed_at')
    .where({ 't.state': taskStates.initial, 'a.chosen': 'offline' })
    .limit(TASKS_AT_ONCE)
    .pluck('t.id')
