/**
 * Finds what is overdue: its owner is told once, and of a queue's task that nobody has taken the supervisors, some
 * minutes later. Due times are columns (invariant 6), so nothing is missed that was due while nobody looked.
 */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { UNCLAIMED_MS } from '#shared/tasks/overdue.ts'
import { taskOverdue } from '#shared/tasks/task.events.ts'
import { listSupervisors } from './assignee.store.ts'
import { markEscalated, markOverdue } from './overdue.store.ts'
import type { TaskRow } from './task.store.ts'
import { aboutTask } from './tell-assigned.ts'
import { tellUser } from './tell-user.ts'

/** A transaction of so many stays well under 200 ms. */
const BATCH = 25

/** Safe to run from several processes at once and to be killed at any point. */
export const tellOverdue = async (platform: Platform): Promise<{ overdue: number; unclaimed: number }> => ({
  overdue: await inBatches(platform, tellOwners),
  unclaimed: await inBatches(platform, tellSupervisors),
})

const inBatches = async (
  platform: Platform,
  work: (trx: Trx, now: number) => Promise<number>,
): Promise<number> => {
  const now = platform.clock.now()
  for (let total = 0; ; ) {
    const found = await inTransaction(platform.db, (trx) => work(trx, now))
    total += found
    if (found < BATCH) return total
  }
}

const tellOwners = async (trx: Trx, now: number): Promise<number> => {
  const tasks = await markOverdue(trx, now, BATCH)
  for (const task of tasks) {
    await appendEvent(trx, taskOverdue, {
      subjectId: task.id,
      actorId: null,
      at: now,
      data: { kind: task.kind, ownerId: task.owner_id, queueId: task.queue_id, dueAt: task.due_at },
    })
    if (task.owner_id) await tell(trx, task, 'task-overdue', task.owner_id, now)
  }
  return tasks.length
}

const tellSupervisors = async (trx: Trx, now: number): Promise<number> => {
  const tasks = await markEscalated(trx, { dueBefore: now - UNCLAIMED_MS, now, limit: BATCH })
  if (tasks.length === 0) return 0
  const supervisors = await listSupervisors(trx)
  for (const task of tasks) {
    for (const userId of supervisors) await tell(trx, task, 'task-unclaimed', userId, now)
  }
  return tasks.length
}

const tell = (trx: Trx, task: TaskRow, kind: string, userId: string, at: number) =>
  // A new due time is a new promise, told anew.
  tellUser(trx, { userId, kind, key: `${kind}:${task.id}:${task.due_at}`, data: aboutTask(task), at })
