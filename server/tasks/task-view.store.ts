/** SQL that reads tasks for people, within their reach. Queues and their agents belong to routing, later in the arrows: read only. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { TaskRow } from './task.store.ts'

export type TaskViewRow = TaskRow & {
  client_name: string | null
  owner_name: string | null
  created_by_name: string | null
  done_by_name: string | null
  queue_name_ru: string | null
  queue_name_en: string | null
  attempts: number
  last_attempt: { at: number; why: string } | null
  /** Does the reader serve its queue? */
  serves: boolean
}

const OPEN = ['open', 'taken']

/** A task is of the market of its client, else of its queue. */
const tasksOf = (db: Queryable) =>
  db
    .select('tasks.*', db.raw('coalesce(clients.market_id, queues.market_id) as market_id'), {
      client_name: 'clients.name',
      queue_name_ru: 'queues.name_ru',
      queue_name_en: 'queues.name_en',
    })
    .from('tasks')
    .leftJoin('clients', 'clients.id', 'tasks.client_id')
    .leftJoin('queues', 'queues.id', 'tasks.queue_id')
    .as('task')

/** Calls made for the task belong to the interactions room, later in the arrows. */
const ATTEMPTS = `
  left join lateral (
    select count(*)::int as attempts,
           (array_agg(jsonb_build_object('at', round(extract(epoch from c.ended_at) * 1000), 'why', c.end_reason)
                      order by i.arrived_at desc))[1] as last_attempt
      from interactions i join calls c on c.id = i.call_id
     where i.task_id = task.id and i.outcome = 'not-reached'
  ) tried on true`

const views = (db: Queryable, userId: string): Knex.QueryBuilder =>
  db
    .select('task.*', { owner_name: 'owner.name', created_by_name: 'maker.name', done_by_name: 'doer.name' })
    .select({ serves: db.raw('serving.user_id is not null') })
    .select('tried.attempts', 'tried.last_attempt')
    .from(tasksOf(db))
    .leftJoin('users as owner', 'owner.id', 'task.owner_id')
    .leftJoin('users as maker', 'maker.id', 'task.created_by')
    .leftJoin('users as doer', 'doer.id', 'task.done_by')
    .joinRaw(ATTEMPTS)
    .leftJoin('queue_agents as serving', (join) =>
      join.on('serving.queue_id', 'task.queue_id').andOnVal('serving.user_id', userId),
    )

const columns = { owner: 'task.owner_id', market: 'task.market_id' }

/** Within reach, or waiting in a queue the reader serves, or made by the reader. */
const visible = (query: Knex.QueryBuilder, reach: Reach, userId: string): Knex.QueryBuilder => {
  if (reach.kind === 'all') return query
  return query.where((any) => {
    any.where((within) => withinReach(within, reach, columns))
    any.orWhere((waiting) => waiting.whereNull('task.owner_id').whereNotNull('serving.user_id'))
    any.orWhere('task.created_by', userId)
  })
}

export const findView = async (
  db: Queryable,
  reader: { reach: Reach; userId: string },
  id: string,
): Promise<TaskViewRow | undefined> =>
  visible(views(db, reader.userId), reader.reach, reader.userId).where('task.id', id).first()

/** Those of the tasks that are within a reach, strictly: by owner or market. */
export const idsWithin = async (db: Queryable, reach: Reach, ids: string[]): Promise<string[]> => {
  if (ids.length === 0 || reach.kind === 'all') return ids
  const query = db.from(tasksOf(db)).whereIn('task.id', ids)
  return withinReach(query, reach, columns).pluck('task.id')
}

const MOST = 200

/** Of these, the open ones in sight that are done by calling somebody. */
export const callableTasks = async (
  db: Queryable,
  reader: { reach: Reach; userId: string },
  ids: string[],
): Promise<TaskViewRow[]> =>
  visible(views(db, reader.userId), reader.reach, reader.userId)
    .whereIn('task.id', ids)
    .whereIn('task.state', OPEN)
    .where((call) => call.whereIn('task.kind', ['callback', 'missed']).orWhereNotNull('task.address'))
    .limit(MOST)

export const listOwn = async (db: Queryable, userId: string): Promise<TaskViewRow[]> =>
  views(db, userId)
    .where('task.owner_id', userId)
    .whereIn('task.state', OPEN)
    .orderBy(['task.due_at', 'task.id'])
    .limit(MOST)

export const listDone = async (db: Queryable, userId: string, since: number): Promise<TaskViewRow[]> =>
  views(db, userId)
    .where({ 'task.owner_id': userId, 'task.state': 'done' })
    .where('task.done_at', '>=', new Date(since))
    .orderBy('task.done_at', 'desc')
    .limit(MOST)

export const listWaiting = async (db: Queryable, userId: string): Promise<TaskViewRow[]> =>
  views(db, userId)
    .where('task.state', 'open')
    .whereNull('task.owner_id')
    .whereNotNull('serving.user_id')
    .orderBy(['task.due_at', 'task.id'])
    .limit(MOST)

export type TaskFilter = {
  state: 'open' | 'overdue' | 'done' | 'cancelled'
  ownerId?: string
  queueId?: string
  clientId?: string
  after?: { dueAt: number; id: string }
  limit: number
  now: number
}

export const listTasks = async (
  db: Queryable,
  reader: { reach: Reach; userId: string },
  filter: TaskFilter,
): Promise<TaskViewRow[]> => {
  const query = visible(views(db, reader.userId), reader.reach, reader.userId)
  const stillOpen = filter.state === 'open' || filter.state === 'overdue'
  query.whereIn('task.state', stillOpen ? OPEN : [filter.state])
  if (filter.state === 'overdue') query.where('task.due_at', '<', new Date(filter.now))
  if (filter.ownerId) query.where('task.owner_id', filter.ownerId)
  if (filter.queueId) query.where('task.queue_id', filter.queueId)
  if (filter.clientId) query.where('task.client_id', filter.clientId)
  if (filter.after) {
    const { dueAt, id } = filter.after
    query.whereRaw('(task.due_at, task.id) > (?, ?::uuid)', [new Date(dueAt), id])
  }
  return query.orderBy(['task.due_at', 'task.id']).limit(filter.limit)
}
