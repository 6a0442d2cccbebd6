/** Routes of tasks and of the bell. */
import { reachOf } from '#server/platform/actor.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as notices from '#shared/tasks/notice.contract.ts'
import * as tasks from '#shared/tasks/task.contract.ts'
import { listAssignees } from './assignee.store.ts'
import { dropTask, finishTask } from './finish-task.ts'
import { reassignTask, releaseTask } from './give-task.ts'
import { makeTask } from './make-task.ts'
import { markNoticesRead, readBell } from './read-bell.ts'
import { readMyTasks, readQueueTasks, readTask, readTasks } from './read-tasks.ts'
import { takeNextForMe, takeTask } from './take-task.ts'

/** The fixed paths come before those with an id. */
export const taskRoutes = (platform: Platform): Route[] => [
  handle(tasks.readMyTasks, ({ query, actor }) =>
    readMyTasks(platform.db, actor, { now: platform.clock.now(), since: query.doneSince }),
  ),
  handle(tasks.readQueueTasks, ({ actor }) => readQueueTasks(platform.db, actor)),
  handle(tasks.readAssignees, async ({ actor }) => ({
    users: await listAssignees(platform.db, reachOf(actor, 'task.assign')),
  })),
  handle(tasks.listTasks, ({ query, actor }) =>
    readTasks(platform.db, actor, { ...query, now: platform.clock.now() }),
  ),
  handle(tasks.createTask, ({ body, actor }) => makeTask(platform, actor, body)),
  handle(tasks.takeNextTask, ({ body, actor }) => takeNextForMe(platform, actor, body.queueId)),
  handle(tasks.readTask, ({ params, actor }) => readTask(platform.db, actor, params.taskId)),
  handle(tasks.takeTask, ({ params, actor }) => takeTask(platform, actor, params.taskId)),
  handle(tasks.finishTask, ({ params, body, actor }) => finishTask(platform, actor, { ...params, ...body })),
  handle(tasks.releaseTask, ({ params, actor }) => releaseTask(platform, actor, params.taskId)),
  handle(tasks.reassignTask, ({ params, body, actor }) =>
    reassignTask(platform, actor, { ...params, ...body }),
  ),
  handle(tasks.cancelTask, ({ params, actor }) => dropTask(platform, actor, params.taskId)),
  handle(notices.readNotices, ({ actor }) => readBell(platform.db, actor.userId)),
  handle(notices.markNoticesRead, ({ body, actor }) => markNoticesRead(platform, actor.userId, body.ids)),
]
