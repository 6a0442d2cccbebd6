/** The log's words for tasks and notices: ids and codes; titles and results are people's words and stay in the tables. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'
import { resultCode, taskKind } from './task.contract.ts'

const holder = { ownerId: z.uuid().nullable(), queueId: z.uuid().nullable() }

export const taskMade = defineEvent(
  'task.made',
  'task',
  z.object({
    kind: taskKind,
    ...holder,
    clientId: z.uuid().nullable(),
    interactionId: z.uuid().nullable(),
    claimId: z.uuid().nullable(),
    dueAt: z.number(),
  }),
)
export const taskTaken = defineEvent('task.taken', 'task', z.object({ kind: taskKind, ...holder }))
export const taskGiven = defineEvent(
  'task.given',
  'task',
  z.object({ kind: taskKind, ...holder, fromId: z.uuid().nullable(), dueAt: z.number() }),
)
/** Tried in vain: its owner tries again by then. */
export const taskPutOff = defineEvent(
  'task.put-off',
  'task',
  z.object({ kind: taskKind, ...holder, dueAt: z.number(), wasDueAt: z.number() }),
)
/** `late` tells whether the promise was kept in time. */
export const taskDone = defineEvent(
  'task.done',
  'task',
  z.object({
    kind: taskKind,
    ...holder,
    clientId: z.uuid().nullable(),
    resultCode,
    dueAt: z.number(),
    late: z.boolean(),
  }),
)
export const taskCancelled = defineEvent('task.cancelled', 'task', z.object({ kind: taskKind, ...holder }))
/** Found overdue by the sweep, once for each due time. */
export const taskOverdue = defineEvent(
  'task.overdue',
  'task',
  z.object({ kind: taskKind, ...holder, dueAt: z.number() }),
)

/** The subject is the user who is told. */
export const noticeMade = defineEvent(
  'notice.made',
  'user',
  z.object({ noticeId: z.uuid(), kind: z.string() }),
)
/** Read in one window, it is read in the others too. */
export const noticesRead = defineEvent('notices.read', 'user', z.object({ count: z.number().int() }))
