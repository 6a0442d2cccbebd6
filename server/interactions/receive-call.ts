/** A call has arrived: whose it is, and the interaction, in the transaction that keeps the call itself. */
import { interactionArrived } from '#shared/interactions/interaction.events.ts'
import { marketOfClient, resolveAddress } from '../clients/index.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { CallRow } from '../telephony/index.ts'
import { insertInteraction } from './interaction.store.ts'
import { writeOnCard } from './write-on-card.ts'

/** `known` is a client that a signed link vouches for; else the number tells, if only one client has it. */
export const receiveCall = async (
  trx: Trx,
  call: CallRow,
  known: { clientId: string | null },
  now: number,
): Promise<void> => {
  const { candidates } = call.caller
    ? await resolveAddress(trx, { kind: 'phone', value: call.caller })
    : { candidates: [] }
  const client = known.clientId
    ? candidates.find((one) => one.clientId === known.clientId)
    : candidates.length === 1
      ? candidates[0]
      : undefined
  const interaction = await insertInteraction(trx, {
    channel: channelOf(call),
    direction: call.direction,
    callId: call.id,
    clientId: known.clientId ?? client?.clientId ?? null,
    personId: client?.personId ?? null,
    marketId:
      client?.marketId ??
      (known.clientId ? await marketOfClient(trx, known.clientId) : null) ??
      call.market_id,
    address: call.caller,
    verified: call.verified,
    language: call.language,
    at: now,
  })
  await appendEvent(trx, interactionArrived, {
    subjectId: interaction.id,
    actorId: null,
    at: now,
    data: {
      callId: call.id,
      channel: interaction.channel,
      direction: interaction.direction,
      clientId: interaction.client_id,
    },
  })
  await writeOnCard(trx, interaction.id)
}

/** The hub's own media processes carry the calls of pages; what another carries came by telephone. */
export const channelOf = (call: CallRow): 'call' | 'web-call' =>
  call.media_id === null ? 'call' : 'web-call'
