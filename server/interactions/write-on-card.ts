/** The interaction's line on its client's timeline, rewritten with each step. */
import { writeTimeline } from '../clients/index.ts'
import type { Trx } from '../platform/database.ts'
import type { InteractionRow } from './interaction.store.ts'
import { cardFacts } from './interaction-facts.store.ts'

/** Nothing to write while nobody knows whose it is. */
export const writeOnCard = async (trx: Trx, interactionId: string): Promise<void> => {
  const row = await cardFacts(trx, interactionId)
  if (!row?.client_id) return
  await writeTimeline(trx, {
    clientId: row.client_id,
    at: row.arrived_at,
    kind: 'interaction',
    subjectId: row.id,
    ownerId: row.agent_id,
    summary: {
      channel: row.channel,
      direction: row.direction,
      state: row.state,
      outcome: row.outcome,
      topic: row.topic,
      language: row.language,
      agentName: row.agent_name,
      queueRu: row.queue_ru,
      queueEn: row.queue_en,
      disposition: row.disposition_code,
      dispositionRu: row.disposition_ru,
      dispositionEn: row.disposition_en,
      waitMs: waitedOf(row),
      talkMs: row.talk_ms,
      note: row.note,
      ...(row.messages > 0 && { messages: row.messages, messageState: row.message_state }),
    },
  })
}

/** Ms; null while nobody can tell yet: who still waits has not waited nought. */
const waitedOf = (row: InteractionRow): number | null => {
  const until = row.answered_at ?? row.closed_at
  if (row.queued_at === null || until === null || row.direction === 'outbound') return null
  return until - row.queued_at
}
