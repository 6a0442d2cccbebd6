/** A contact begins: its row, its event, its line on the card, in the transaction that keeps what came. */
import { interactionArrived } from '#shared/interactions/interaction.events.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { type InteractionRow, insertInteraction } from './interaction.store.ts'
import { writeOnCard } from './write-on-card.ts'

type Contact = Parameters<typeof insertInteraction>[1]

/** `actorId`: who began it; null: the client. */
export const openInteraction = async (
  trx: Trx,
  contact: Contact,
  actorId: string | null = null,
): Promise<InteractionRow> => {
  const interaction = await insertInteraction(trx, contact)
  await appendEvent(trx, interactionArrived, {
    subjectId: interaction.id,
    actorId,
    at: contact.at,
    data: {
      callId: interaction.call_id,
      channel: interaction.channel,
      direction: interaction.direction,
      clientId: interaction.client_id,
    },
  })
  await writeOnCard(trx, interaction.id)
  return interaction
}
