/** An agent has answered: from here on the interaction is theirs. */
import { interactionAnswered } from '#shared/interactions/interaction.events.ts'
import type { Trx } from '../platform/database.ts'
import { conflict } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { type InteractionRow, markAnswered, moveInteraction } from './interaction.store.ts'
import { openTalk } from './talk.store.ts'
import { writeOnCard } from './write-on-card.ts'

/** Throws 409 `not_waiting` when it no longer waits: hung up, promised a callback, or answered by another. */
export const startTalk = async (
  trx: Trx,
  interactionId: string,
  agentId: string,
  now: number,
): Promise<InteractionRow> => {
  const row = await moveInteraction(trx, interactionId, 'answer', { agent_id: agentId, only_agent_id: null })
  if (!row) throw conflict('not_waiting', { interactionId })
  // ASA is measured to the first answer; a later agent's talk has its own row.
  if (row.answered_at === null) await markAnswered(trx, row.id, now)
  await openTalk(trx, interactionId, agentId, now)
  await appendEvent(trx, interactionAnswered, {
    subjectId: interactionId,
    actorId: agentId,
    at: now,
    data: {
      callId: row.call_id,
      agentId,
      queueId: row.queue_id,
      waitMs: now - (row.queued_at ?? row.arrived_at),
    },
  })
  await writeOnCard(trx, interactionId)
  return row
}
