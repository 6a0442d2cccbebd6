/** A message makes work that somebody sees: a task for whoever writes with the client, else for their manager, else for a queue. */

import { managerOfClient } from '../clients/index.ts'
import { type InteractionRow, lastTopicOf } from '../interactions/index.ts'
import type { Trx } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { promisedTime, queueFor, USUAL_TOPIC } from '../routing/index.ts'
import { createTask, findOwed, isAssignee } from '../tasks/index.ts'
import { readMessageSettings } from './settings/message-settings.ts'

/** One answer is owed, however many messages ask for it; the promise runs from the first. */
export const askForAnswer = async (
  trx: Trx,
  { config, log }: Pick<Platform, 'config' | 'log'>,
  row: InteractionRow,
  now: number,
): Promise<void> => {
  if (await findOwed(trx, row.id)) return
  const topic = (row.client_id && (await lastTopicOf(trx, row.client_id))) ?? USUAL_TOPIC
  const queue = await queueFor(trx, { language: row.language, topic, marketId: row.market_id })
  const ownerId = await ownerOf(trx, row)
  if (!queue && !ownerId) {
    log.error({ interactionId: row.id }, 'a message came, and nobody is there to answer it')
    return
  }
  const { answerWithinMs } = await readMessageSettings(trx, config)
  await createTask(trx, {
    kind: 'answer',
    cause: 'message',
    clientId: row.client_id,
    interactionId: row.id,
    address: row.address,
    language: row.language,
    ownerId,
    queueId: queue?.id ?? null,
    dueAt: queue ? await promisedTime(trx, queue, now, answerWithinMs) : now + answerWithinMs,
    createdBy: null,
    at: now,
  })
}

/** Those of them who still work here. */
const ownerOf = async (trx: Trx, row: InteractionRow): Promise<string | null> => {
  const manager = row.client_id ? await managerOfClient(trx, row.client_id) : null
  for (const userId of [row.agent_id, manager]) {
    if (userId && (await isAssignee(trx, { kind: 'all' }, userId))) return userId
  }
  return null
}
