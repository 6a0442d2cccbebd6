/** Who may do what with a task, as it stands. */
import { type Actor, may, type Reach, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import type { TaskDeed } from '#shared/tasks/task.contract.ts'
import { taskStates } from '#shared/tasks/task.state.ts'
import type { TaskRow } from './task.store.ts'
import { idsWithin } from './task-view.store.ts'

export type Standing = {
  userId: string
  /** Serves the task's queue. */
  serves: boolean
  /** The task is within what the actor may work on, and give to others: others' tasks too. */
  works: boolean
  assigns: boolean
  /** Holds the permission to work tasks at all. */
  worker: boolean
}

/** The tasks that the actor sees: without the permission, their own. */
export const sightOf = (actor: Actor): Reach =>
  may(actor, 'task.read') ? reachOf(actor, 'task.read') : { kind: 'own', userId: actor.userId }

/** The deeds open to somebody; pure. */
export const deedsOf = (task: TaskRow, one: Standing): TaskDeed[] => {
  const own = task.owner_id === one.userId
  const waiting = task.owner_id === null
  const allowed: Record<TaskDeed, boolean> = {
    // One's own begun, or one that waits in a queue one serves.
    take:
      taskStates.allowed(task.state, 'take') && one.worker && (own || (waiting && (one.serves || one.works))),
    finish: taskStates.allowed(task.state, 'finish') && one.worker && (own || one.works),
    release:
      taskStates.allowed(task.state, 'give') &&
      one.worker &&
      task.queue_id !== null &&
      !waiting &&
      (own || one.works),
    reassign: taskStates.allowed(task.state, 'give') && one.assigns,
    // A promise to a client is not an agent's to drop; a reminder made for oneself is.
    cancel:
      taskStates.allowed(task.state, 'cancel') &&
      (one.assigns || (one.worker && own && task.created_by === one.userId && task.kind === 'follow-up')),
  }
  return (Object.keys(allowed) as TaskDeed[]).filter((deed) => allowed[deed])
}

/** How the actor stands to each of the tasks; two queries, however many they are. */
export const standingsOf = async (
  db: Queryable,
  actor: Actor,
  tasks: { id: string; serves: boolean }[],
): Promise<Map<string, Standing>> => {
  const ids = tasks.map((task) => task.id)
  const works = await within(db, actor, 'task.work', ids)
  const assigns = await within(db, actor, 'task.assign', ids)
  const standing = ({ id, serves }: { id: string; serves: boolean }): Standing => ({
    userId: actor.userId,
    serves,
    worker: may(actor, 'task.work'),
    works: works.has(id),
    assigns: assigns.has(id),
  })
  return new Map(tasks.map((task) => [task.id, standing(task)]))
}

const within = async (db: Queryable, actor: Actor, permission: Permission, ids: string[]) =>
  new Set(may(actor, permission) ? await idsWithin(db, reachOf(actor, permission), ids) : [])
