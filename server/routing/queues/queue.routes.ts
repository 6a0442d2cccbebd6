/** Administration of queues. */
import { findReadableUser } from '#server/identity/index.ts'
import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route } from '#server/platform/http.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as contract from '#shared/routing/queue.contract.ts'
import type { Routing } from '../routing.ts'
import { createQueue } from './create-queue.ts'
import { editQueue, queueState } from './edit-queue.ts'
import { findManagedQueue } from './queue.policy.ts'
import { listAllQueues, queuesOfUser } from './queue.store.ts'
import { setQueueAgents, setUserQueues } from './set-serving.ts'

export const queueRoutes = (platform: Routing): Route[] => [
  handle(contract.listQueues, async () => ({ queues: await listAllQueues(platform.db) })),
  handle(contract.readQueue, ({ actor, params }) => findManagedQueue(platform.db, actor, params.id)),
  handle(contract.addQueue, ({ actor, body }) => createQueue(platform, actor, body)),
  handle(contract.editQueue, ({ actor, params, body }) => editQueue(platform, actor, params.id, body)),
  handle(contract.setQueueAgents, ({ actor, params, body }) =>
    setQueueAgents(platform, actor, params.id, body),
  ),
  handle(contract.readUserQueues, async ({ actor, params }) => {
    const user = await findReadableUser(platform.db, actor, params.id)
    return { queueIds: await queuesOfUser(platform.db, user.id), version: user.version }
  }),
  handle(contract.setUserQueues, ({ actor, params, body }) =>
    setUserQueues(platform, actor, params.id, body),
  ),
  ...versionRoutes(platform.db, {
    endpoints: contract.queueVersions,
    find: async (actor, { id }) => ({
      kind: 'queue',
      subjectId: id,
      state: queueState(await findManagedQueue(platform.db, actor, id)),
    }),
    edit: (actor, { id }, { version, state, restores }) =>
      editQueue(platform, actor, id, readInput(contract.editQueue.body!, { version, ...state }), restores),
  }),
]
