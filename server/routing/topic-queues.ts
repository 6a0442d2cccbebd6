/** Which queues the callers of each topic come to: what a flow may lead to. */
import type { TopicQueues } from '#shared/telephony/flow-versions.contract.ts'
import type { Queryable } from '../platform/database.ts'
import { activeQueues, queueFor } from './queue-facts.store.ts'

const LANGUAGES = ['ru', 'en'] as const

/** Every topic of a queue in use. A language that has no queue of its own for it is served by another's. */
export const topicQueues = async (db: Queryable): Promise<TopicQueues[]> => {
  const topics = [...new Set((await activeQueues(db)).map((queue) => queue.topic))].sort()
  const found: TopicQueues[] = []
  for (const topic of topics) {
    const queues: TopicQueues['queues'] = []
    for (const language of LANGUAGES) {
      const queue = await queueFor(db, { language, topic, marketId: null })
      if (queue) queues.push({ language, id: queue.id, nameRu: queue.name_ru, nameEn: queue.name_en })
    }
    found.push({ topic, queues })
  }
  return found
}
