/** Tasks as people see them: mine, my queues', all within reach. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Task } from '#shared/tasks/task.contract.ts'
import { deedsOf, standingsOf } from './task.policy.ts'
import { presentTask } from './task.present.ts'
import {
  findView,
  listDone,
  listOwn,
  listTasks,
  listWaiting,
  type TaskFilter,
  type TaskViewRow,
} from './task-view.store.ts'

const readerOf = (actor: Actor) => ({ reach: reachOf(actor, 'task.read'), userId: actor.userId })

const present = async (db: Queryable, actor: Actor, rows: TaskViewRow[]): Promise<Task[]> => {
  const standings = await standingsOf(db, actor, rows)
  return rows.map((row) => presentTask(row, deedsOf(row, standings.get(row.id)!)))
}

/** @throws 404 when it is out of the actor's reach */
export const readTask = async (db: Queryable, actor: Actor, taskId: string): Promise<Task> => {
  const row = await findView(db, readerOf(actor), taskId)
  if (!row) throw notFound('task', taskId)
  return (await present(db, actor, [row]))[0]!
}

/** As it stands after the actor's own deed, which may have put it out of their reach. */
export const showTask = async (db: Queryable, actor: Actor, taskId: string): Promise<Task> => {
  const row = await findView(db, { reach: { kind: 'all' }, userId: actor.userId }, taskId)
  return (await present(db, actor, [row!]))[0]!
}

/** @param since epoch ms: what was done from then on */
export const readMyTasks = async (
  db: Queryable,
  actor: Actor,
  { now, since }: { now: number; since: number },
): Promise<{ overdue: Task[]; due: Task[]; done: Task[] }> => {
  const open = await present(db, actor, await listOwn(db, actor.userId))
  return {
    overdue: open.filter((task) => task.dueAt < now),
    due: open.filter((task) => task.dueAt >= now),
    done: await present(db, actor, await listDone(db, actor.userId, since)),
  }
}

export const readQueueTasks = async (db: Queryable, actor: Actor): Promise<{ tasks: Task[] }> => ({
  tasks: await present(db, actor, await listWaiting(db, actor.userId)),
})

export const readTasks = async (
  db: Queryable,
  actor: Actor,
  { after, ...filter }: Omit<TaskFilter, 'after'> & { after?: string },
): Promise<{ tasks: Task[]; next: string | null }> => {
  const [dueAt = '', id = ''] = after?.split('_') ?? []
  const rows = await listTasks(db, readerOf(actor), {
    ...filter,
    ...(after !== undefined && { after: { dueAt: Number(dueAt), id } }),
    limit: filter.limit + 1,
  })
  const tasks = await present(db, actor, rows.slice(0, filter.limit))
  const last = tasks.at(-1)
  return { tasks, next: rows.length > filter.limit && last ? `${last.dueAt}_${last.id}` : null }
}
