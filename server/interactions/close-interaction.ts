/** The end of an interaction, however it came: its outcome, its line on the card, the event that feeds the record. */
import { interactionClosed } from '#shared/interactions/interaction.events.ts'
import type { Outcome } from '#shared/interactions/interaction.state.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { type InteractionRow, moveInteraction } from './interaction.store.ts'
import { closingFacts } from './interaction-facts.store.ts'
import { writeOnCard } from './write-on-card.ts'

/** Null when it was closed already, or is being talked in. */
export const closeInteraction = async (
  trx: Trx,
  interactionId: string,
  end: { outcome: Outcome; actorId: string | null; dispositionId?: string | null; now: number },
): Promise<InteractionRow | null> => {
  const row = await moveInteraction(trx, interactionId, 'close', {
    outcome: end.outcome,
    closed_at: new Date(end.now),
    ...(end.dispositionId !== undefined && { disposition_id: end.dispositionId }),
  })
  if (!row) return null
  const facts = await closingFacts(trx, interactionId)
  await appendEvent(trx, interactionClosed, {
    subjectId: interactionId,
    actorId: end.actorId,
    at: end.now,
    data: {
      callId: row.call_id,
      outcome: end.outcome,
      channel: row.channel,
      direction: row.direction,
      clientId: row.client_id,
      agentId: facts.agent_id,
      departmentId: facts.department_id,
      marketId: row.market_id,
      queueId: row.queue_id,
      topic: row.topic,
      language: row.language,
      dispositionCode: facts.disposition_code,
      country: facts.country,
      region: facts.region,
      industry: facts.industry,
      source: facts.source,
      arrivedAt: row.arrived_at,
      queuedAt: row.queued_at,
      answeredAt: row.answered_at,
      talkEndedAt: row.talk_ended_at,
      closedAt: end.now,
      // Whom the house calls does not wait for it.
      waitMs:
        row.queued_at === null || row.direction === 'outbound'
          ? null
          : (row.answered_at ?? end.now) - row.queued_at,
      talkMs: facts.talk_ms,
      holdMs: facts.hold_ms,
      wrapUpMs: facts.wrap_up_ms,
      estimateMs: row.estimate_ms,
    },
  })
  await writeOnCard(trx, interactionId)
  return row
}
