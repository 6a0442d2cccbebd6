/** Tasks: what was promised by a time, whose, and whether it was kept. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

export const taskKinds = ['callback', 'follow-up', 'missed', 'corrective', 'answer'] as const
export const taskKind = z.enum(taskKinds)
export type TaskKind = z.infer<typeof taskKind>

/** Why the hub itself set a task: the screens have the words, in place of a title that a person would type. */
export const taskCauses = [
  'gave-up',
  'cut-off',
  'client-lost',
  'agent-lost',
  'out-of-hours',
  'nobody-here',
  'queue-full',
  'longest-wait',
  'message',
] as const
export const taskCause = z.enum(taskCauses)
export type TaskCause = z.infer<typeof taskCause>

export const taskState = z.enum(['open', 'taken', 'done', 'cancelled'])

/** How it came out. `superseded`: the client called again before we did, or the matter was settled elsewhere. */
export const resultCodes = ['reached', 'done', 'no-answer', 'refused', 'not-needed', 'superseded'] as const
export const resultCode = z.enum(resultCodes)
export type ResultCode = z.infer<typeof resultCode>

/** What the reader may do with a task as it stands. */
export const taskDeed = z.enum(['take', 'finish', 'release', 'reassign', 'cancel'])
export type TaskDeed = z.infer<typeof taskDeed>

const named = z.strictObject({ id: z.uuid(), name: z.string() })

export const task = z.strictObject({
  id: z.uuid(),
  /** What the client was told. */
  number: z.number().int(),
  kind: taskKind,
  state: taskState,
  /** What a person typed; empty when there is a cause. */
  title: z.string(),
  cause: taskCause.nullable(),
  client: named.nullable(),
  interactionId: z.uuid().nullable(),
  claimId: z.uuid().nullable(),
  /** E.164, when there is somebody to call. */
  address: z.string().nullable(),
  language: z.enum(['ru', 'en']).nullable(),
  owner: named.nullable(),
  queue: z
    .strictObject({ id: z.uuid(), name: z.strictObject({ ru: z.string(), en: z.string() }) })
    .nullable(),
  /** Epoch ms, as all times here. Overdue: past, and neither done nor cancelled. */
  dueAt: z.number().int(),
  createdBy: named.nullable(),
  createdAt: z.number().int(),
  takenAt: z.number().int().nullable(),
  /** Calls made for it that reached nobody. */
  attempts: z.number().int(),
  lastAttempt: z.strictObject({ at: z.number(), why: z.string() }).nullable(),
  resultCode: resultCode.nullable(),
  result: z.string().nullable(),
  doneBy: named.nullable(),
  doneAt: z.number().int().nullable(),
  version: z.number().int(),
  deeds: z.array(taskDeed),
})
export type Task = z.infer<typeof task>

/** The summary of a timeline line of kind `task`. */
export const taskSummary = z.strictObject({
  kind: taskKind,
  state: taskState,
  number: z.number().int(),
  title: z.string(),
  cause: taskCause.nullable(),
  dueAt: z.number().int(),
  doneAt: z.number().int().nullable(),
  resultCode: resultCode.nullable(),
})

export const readMyTasks = endpoint({
  method: 'GET',
  path: '/api/tasks/mine',
  gate: 'task.read',
  /** Where the reader's day began, by their own clock: what was done since is shown. */
  query: z.strictObject({ doneSince: z.coerce.number().int().min(0) }),
  reply: z.strictObject({ overdue: z.array(task), due: z.array(task), done: z.array(task) }),
})

/** Tasks of the reader's queues that nobody has yet, soonest due first. */
export const readQueueTasks = endpoint({
  method: 'GET',
  path: '/api/tasks/queue',
  gate: 'task.read',
  reply: z.strictObject({ tasks: z.array(task) }),
})

/** The due time and id of the last task of a page. */
export const taskKey = z.string().regex(/^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

export const listTasks = endpoint({
  method: 'GET',
  path: '/api/tasks',
  gate: 'task.read',
  query: z.strictObject({
    /** `open`: not done yet, taken or not. */
    state: z.enum(['open', 'overdue', 'done', 'cancelled']).default('open'),
    ownerId: z.uuid().optional(),
    queueId: z.uuid().optional(),
    clientId: z.uuid().optional(),
    after: taskKey.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.strictObject({ tasks: z.array(task), next: taskKey.nullable() }),
})

const one = z.strictObject({ taskId: z.uuid() })
const oneTask = { params: one, reply: task }

export const readTask = endpoint({ method: 'GET', path: '/api/tasks/:taskId', gate: 'task.read', ...oneTask })

export const newTask = z.strictObject({
  /** A missed contact and a message are found by the hub, never typed in. */
  kind: z.enum(['callback', 'follow-up', 'corrective']),
  title: z.string().trim().min(1).max(300),
  dueAt: z.number().int(),
  clientId: z.uuid().nullable().default(null),
  interactionId: z.uuid().nullable().default(null),
  claimId: z.uuid().nullable().default(null),
  /** As typed; refused with `invalid_phone`. */
  address: z.string().trim().max(40).nullable().default(null),
  language: z.enum(['ru', 'en']).nullable().default(null),
  /** Neither owner nor queue: the maker's own. */
  ownerId: z.uuid().nullable().default(null),
  queueId: z.uuid().nullable().default(null),
})
export type NewTaskInput = z.infer<typeof newTask>

export const createTask = endpoint({
  method: 'POST',
  path: '/api/tasks',
  gate: 'task.work',
  body: newTask,
  reply: task,
})

/** 409 `task_taken` when another was first. */
export const takeTask = endpoint({
  method: 'POST',
  path: '/api/tasks/:taskId/take',
  gate: 'task.work',
  ...oneTask,
})

/** The soonest due of the reader's queues; null when nothing waits. Two who ask at once get two tasks. */
export const takeNextTask = endpoint({
  method: 'POST',
  path: '/api/tasks/take-next',
  gate: 'task.work',
  body: z.strictObject({ queueId: z.uuid().optional() }),
  reply: z.strictObject({ task: task.nullable() }),
})

export const finishTask = endpoint({
  method: 'POST',
  path: '/api/tasks/:taskId/finish',
  gate: 'task.work',
  ...oneTask,
  body: z.strictObject({ resultCode, result: z.string().trim().max(2_000).default('') }),
})

/** Gives it back to the queue it came from. */
export const releaseTask = endpoint({
  method: 'POST',
  path: '/api/tasks/:taskId/release',
  gate: 'task.work',
  ...oneTask,
})

/** To a user, or to a queue; `version` keeps two who assign at once apart. */
export const reassignTask = endpoint({
  method: 'POST',
  path: '/api/tasks/:taskId/reassign',
  gate: 'task.assign',
  ...oneTask,
  body: z
    .strictObject({
      version: z.number().int().min(1),
      ownerId: z.uuid().nullable().default(null),
      queueId: z.uuid().nullable().default(null),
      dueAt: z.number().int().optional(),
    })
    .refine((body) => (body.ownerId === null) !== (body.queueId === null), {
      path: ['ownerId'],
      message: 'owner_or_queue',
    }),
})

export const cancelTask = endpoint({
  method: 'POST',
  path: '/api/tasks/:taskId/cancel',
  gate: 'task.work',
  ...oneTask,
})

/** Whom the reader may give tasks to. */
export const readAssignees = endpoint({
  method: 'GET',
  path: '/api/task-assignees',
  gate: 'task.assign',
  reply: z.strictObject({ users: z.array(named) }),
})
