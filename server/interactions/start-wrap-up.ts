/** The talk is over: the agent's wrap-up begins, as a lease with an end, in the same moment (L8). */
import { interactionWrapUpStarted } from '#shared/interactions/interaction.events.ts'
import { interactionStates } from '#shared/interactions/interaction.state.ts'
import { exchangeLease } from '../agents/index.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { wakeAt } from '../platform/wake.ts'
import { type InteractionRow, moveInteraction } from './interaction.store.ts'
import { noteHold } from './note-hold.ts'
import { closeTalk } from './talk.store.ts'
import { writeOnCard } from './write-on-card.ts'

/** Null when nobody was talking, or calling. */
export const startWrapUp = async (
  trx: Trx,
  interaction: InteractionRow,
  end: { reason: string; wrapUpMs: number; owner: string; now: number },
): Promise<InteractionRow | null> => {
  const { now } = end
  const agentId = interaction.agent_id
  if (!interactionStates.allowed(interaction.state, 'wrap-up') || !agentId) return null
  if (interaction.call_id) await noteHold(trx, interaction.call_id, false, now)
  const until = now + end.wrapUpMs
  const row = await moveInteraction(trx, interaction.id, 'wrap-up', {
    talk_ended_at: new Date(now),
    wrap_up_until: new Date(until),
  })
  if (!row) return null
  wakeAt(trx, 'leases', until)
  await closeTalk(trx, interaction.id, end.reason, now)
  await exchangeLease(
    trx,
    { userId: agentId, kind: 'call', subjectId: interaction.id, now },
    { kind: 'wrap-up', subjectId: interaction.id, owner: end.owner, expiresAt: until },
  )
  await appendEvent(trx, interactionWrapUpStarted, {
    subjectId: interaction.id,
    actorId: null,
    at: now,
    data: { callId: row.call_id, agentId, until, reason: end.reason },
  })
  await writeOnCard(trx, interaction.id)
  return row
}
