/** What leaves the server of a task. */
import type { Task, TaskDeed } from '#shared/tasks/task.contract.ts'
import type { TaskViewRow } from './task-view.store.ts'

const named = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)

export const presentTask = (row: TaskViewRow, deeds: TaskDeed[]): Task => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  state: row.state,
  title: row.title,
  cause: row.cause,
  client: named(row.client_id, row.client_name),
  interactionId: row.interaction_id,
  claimId: row.claim_id,
  address: row.address,
  language: row.language,
  owner: named(row.owner_id, row.owner_name),
  queue: row.queue_id
    ? { id: row.queue_id, name: { ru: row.queue_name_ru ?? '', en: row.queue_name_en ?? '' } }
    : null,
  dueAt: row.due_at,
  createdBy: named(row.created_by, row.created_by_name),
  createdAt: row.created_at,
  takenAt: row.taken_at,
  attempts: row.attempts,
  lastAttempt: row.last_attempt,
  resultCode: row.result_code,
  result: row.result,
  doneBy: named(row.done_by, row.done_by_name),
  doneAt: row.done_at,
  version: row.version,
  deeds,
})
