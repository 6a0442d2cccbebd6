/** Makes a queue with the usual rules; they are edited afterwards. */
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { QueueView } from '#shared/routing/queue.contract.ts'
import { queueCreated } from '#shared/routing/queue.events.ts'
import { mustManageMarket } from './queue.policy.ts'
import { insertQueue, type NewQueue, readQueueWithin } from './queue.store.ts'

export const createQueue = (platform: Platform, actor: Actor, form: NewQueue): Promise<QueueView> =>
  inTransaction(platform.db, async (trx) => {
    mustManageMarket(actor, form.marketId)
    const id = await insertQueue(trx, form)
    const at = platform.clock.now()
    const data = { code: form.code }
    await appendEvent(trx, queueCreated, { subjectId: id, actorId: actor.userId, at, data })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'queue.create',
      outcome: 'ok',
      subjectKind: 'queue',
      subjectId: id,
      data,
    })
    return (await readQueueWithin(trx, id, { kind: 'all' }))!
  })
