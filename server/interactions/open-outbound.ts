/** The house calls a client: the interaction, theirs and the agent's from the first, on the client's card. */
import { interactionArrived, interactionCalled } from '#shared/interactions/interaction.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { CallRow } from '../telephony/index.ts'
import { type InteractionRow, insertInteraction, moveInteraction } from './interaction.store.ts'
import { channelOf } from './receive-call.ts'
import { writeOnCard } from './write-on-card.ts'

export type Called = {
  clientId: string | null
  personId: string | null
  marketId: string | null
  /** Whose rules and colleagues serve the talk. */
  queueId: string | null
  taskId: string | null
  agentId: string
  now: number
}

export const openOutbound = async (trx: Trx, call: CallRow, called: Called): Promise<InteractionRow> => {
  const { agentId, clientId, taskId, now } = called
  const made = await insertInteraction(trx, {
    channel: channelOf(call),
    direction: 'outbound',
    callId: call.id,
    clientId,
    personId: called.personId,
    marketId: called.marketId,
    address: call.callee,
    verified: call.verified,
    language: call.language,
    at: now,
  })
  const change = { agent_id: agentId, queue_id: called.queueId, task_id: taskId }
  const row = await moveInteraction(trx, made.id, 'call', change)
  if (!row) throw new Error(`interaction ${made.id} vanished`)
  const { channel, direction } = row
  const about = { subjectId: row.id, actorId: agentId, at: now }
  await appendEvent(trx, interactionArrived, {
    ...about,
    data: { callId: call.id, channel, direction, clientId },
  })
  await appendEvent(trx, interactionCalled, {
    ...about,
    data: { callId: call.id, agentId, clientId, taskId },
  })
  await writeOnCard(trx, row.id)
  return row
}
