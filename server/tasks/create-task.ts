/** Something is promised by a time. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { TaskCause } from '#shared/tasks/task.contract.ts'
import { taskMade } from '#shared/tasks/task.events.ts'
import { findOfInteraction, insertTask, type NewTask, type TaskRow } from './task.store.ts'
import { putOnTimeline } from './task-timeline.ts'
import { tellAssigned } from './tell-assigned.ts'

export type MadeTask = {
  taskId: string
  /** What the client is told, to name when they call again. */
  number: number
}

/** A callback or missed task of the same interaction asked for twice is one task: the first one's. */
export const createTask = async (trx: Trx, task: NewTask): Promise<MadeTask> => {
  const made = await insertTask(trx, task)
  if (made) {
    await announce(trx, made)
    return { taskId: made.id, number: made.number }
  }
  const present = await findOfInteraction(trx, task.interactionId ?? '', task.kind)
  if (!present) throw new Error('A task was refused as a repeat, yet there is no first one.')
  return { taskId: present.id, number: present.number }
}

const announce = async (trx: Trx, task: TaskRow): Promise<void> => {
  await putOnTimeline(trx, task)
  await appendEvent(trx, taskMade, {
    subjectId: task.id,
    actorId: task.created_by,
    at: task.created_at,
    data: {
      kind: task.kind,
      ownerId: task.owner_id,
      queueId: task.queue_id,
      clientId: task.client_id,
      interactionId: task.interaction_id,
      claimId: task.claim_id,
      dueAt: task.due_at,
    },
  })
  await tellAssigned(trx, task, task.created_by, task.created_at)
}

export type CallbackPromise = {
  interactionId?: string | null
  clientId?: string | null
  /** E.164. */
  address?: string | null
  language: 'ru' | 'en'
  queueId: string
  /** Epoch ms: when the client was told to expect the call. */
  dueAt: number
  /** Why nobody could come to the phone. */
  cause: TaskCause
  createdBy: string | null
  at: number
}

/** The caller is told a number and a time instead of waiting; the queue's agents find the task. Idempotent per interaction. */
export const promiseCallback = (trx: Trx, promise: CallbackPromise): Promise<MadeTask> =>
  createTask(trx, { ...promise, kind: 'callback' })
