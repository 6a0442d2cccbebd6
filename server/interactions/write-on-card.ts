/** The interaction's line on its client's timeline, rewritten with each step. */
import { writeTimeline } from '../clients/index.ts'
import type { Trx } from '../platform/database.ts'
import { findInteraction, type InteractionRow } from './interaction.store.ts'
import { closingFacts, namesFor } from './interaction-facts.store.ts'

/** Nothing to write while nobody knows whose it is. */
export const writeOnCard = async (trx: Trx, interactionId: string): Promise<void> => {
  const row = await findInteraction(trx, interactionId)
  if (!row?.client_id) return
  const [names, facts] = [await namesFor(trx, row.id), await closingFacts(trx, row.id)]
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
      agentName: names.agent_name,
      queueRu: names.queue_ru,
      queueEn: names.queue_en,
      disposition: facts.disposition_code,
      waitMs: waitedOf(row),
      talkMs: facts.talk_ms,
      note: names.note,
    },
  })
}

/** Ms; null while nobody can tell yet: who still waits has not waited nought. */
const waitedOf = (row: InteractionRow): number | null => {
  const until = row.answered_at ?? row.closed_at
  return row.queued_at === null || until === null ? null : until - row.queued_at
}
