/** The rows that the demo's tasks leave. The database gives the numbers that clients are told. */
import type { Trx } from '#server/platform/database.ts'
import type { ResultCode, TaskCause, TaskKind } from '#shared/tasks/task.contract.ts'
import { iso } from './bulk.ts'
import type { DemoEvent, Row, TimelineRow } from './demo-rows.ts'
import type { DemoClient } from './make-clients.ts'
import type { House } from './make-organisation.ts'

export type DemoTask = {
  kind: TaskKind
  /** A person's words; empty where the hub has a cause. */
  title: string
  cause: TaskCause | null
  client: DemoClient
  interactionId: string | null
  claimId: string | null
  /** Null: it waits in its queue. */
  owner: House['users'][string] | null
  queueId: string | null
  createdBy: string | null
  /** Epoch ms. */
  createdAt: number
  dueAt: number
  done: { resultCode: ResultCode; result: string; afterDueMs: number } | null
}

type Inserted = { id: string; number: number }

export const writeTasks = async (
  trx: Trx,
  tasks: DemoTask[],
): Promise<{ events: DemoEvent[]; timeline: TimelineRow[] }> => {
  // Numbers go by when they were given out.
  const inOrder = [...tasks].sort((a, b) => a.createdAt - b.createdAt)
  const inserted = await trx('tasks').insert(inOrder.map(taskRow)).returning<Inserted[]>(['id', 'number'])
  const written = inOrder.map((task, index) => ({ ...task, ...(inserted[index] as Inserted) }))
  return { events: written.flatMap(eventsOf), timeline: written.map(timelineRow) }
}

/** A queue's task that somebody has was begun by them. */
const stateOf = ({ done, owner, queueId }: DemoTask) => {
  if (done) return 'done'
  return owner && queueId ? 'taken' : 'open'
}
const doneAtOf = ({ done, dueAt, createdAt }: DemoTask): number | null =>
  done ? Math.max(createdAt + 30_000, dueAt + done.afterDueMs) : null
const takenAtOf = (task: DemoTask): number | null =>
  stateOf(task) === 'taken' ? task.createdAt + 5 * 60_000 : null
const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

const taskRow = (task: DemoTask): Row => ({
  kind: task.kind,
  state: stateOf(task),
  title: task.title,
  cause: task.cause,
  client_id: task.client.id,
  interaction_id: task.interactionId,
  claim_id: task.claimId,
  address: task.client.phone,
  language: task.client.language,
  owner_id: task.owner?.id ?? null,
  queue_id: task.queueId,
  due_at: iso(task.dueAt),
  created_by: task.createdBy,
  created_at: iso(task.createdAt),
  taken_at: isoOrNull(takenAtOf(task)),
  result: task.done?.result ?? null,
  result_code: task.done?.resultCode ?? null,
  done_by: task.done ? (task.owner?.id ?? null) : null,
  done_at: isoOrNull(doneAtOf(task)),
  version: stateOf(task) === 'open' ? 1 : 2,
})

const timelineRow = (task: DemoTask & Inserted): TimelineRow => ({
  client_id: task.client.id,
  at: iso(task.createdAt),
  kind: 'task',
  subject_id: task.id,
  owner_id: task.owner?.id ?? null,
  summary: {
    kind: task.kind,
    state: stateOf(task),
    number: task.number,
    title: task.title,
    cause: task.cause,
    dueAt: task.dueAt,
    doneAt: doneAtOf(task),
    resultCode: task.done?.resultCode ?? null,
  },
})

const eventsOf = (task: DemoTask & Inserted): DemoEvent[] => {
  const { kind, queueId, dueAt } = task
  const ownerId = task.owner?.id ?? null
  const clientId = task.client.id
  const tell = (what: string, at: number, actorId: string | null, data: Row): DemoEvent => ({
    at: iso(at),
    kind: `task.${what}`,
    subject_kind: 'task',
    subject_id: task.id,
    actor_id: actorId,
    data: { kind, queueId, ...data },
  })
  const { interactionId, claimId } = task
  const [takenAt, doneAt] = [takenAtOf(task), doneAtOf(task)]
  // A queue's task is nobody's when it is made.
  const madeFor = queueId ? null : ownerId
  const about = { clientId, interactionId, claimId, dueAt }
  const made = tell('made', task.createdAt, task.createdBy, { ownerId: madeFor, ...about })
  const taken = takenAt === null ? [] : [tell('taken', takenAt, ownerId, { ownerId })]
  if (doneAt === null) return [made, ...taken]
  const { resultCode } = task.done as NonNullable<DemoTask['done']>
  const late = doneAt > dueAt
  return [made, ...taken, tell('done', doneAt, ownerId, { ownerId, clientId, resultCode, dueAt, late })]
}
