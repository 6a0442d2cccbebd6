/** A call has arrived: whose it is, and the interaction, in the transaction that keeps the call itself. */
import { isStanding, marketOfClient, resolveToFile } from '../clients/index.ts'
import type { Trx } from '../platform/database.ts'
import type { CallRow } from '../telephony/index.ts'
import { openInteraction } from './open-interaction.ts'

/** `known` is a client that a signed link vouches for; else the number tells, if only one client has it. */
export const receiveCall = async (
  trx: Trx,
  call: CallRow,
  known: { clientId: string | null },
  now: number,
): Promise<void> => {
  const { candidates } = call.caller
    ? await resolveToFile(trx, { kind: 'phone', value: call.caller })
    : { candidates: [] }
  // A link that was given before its client was erased vouches for nobody.
  const knownId = known.clientId && (await isStanding(trx, known.clientId)) ? known.clientId : null
  const client = knownId
    ? candidates.find((one) => one.clientId === knownId)
    : candidates.length === 1
      ? candidates[0]
      : undefined
  await openInteraction(trx, {
    channel: channelOf(call),
    direction: call.direction,
    callId: call.id,
    clientId: knownId ?? client?.clientId ?? null,
    personId: client?.personId ?? null,
    marketId: client?.marketId ?? (knownId ? await marketOfClient(trx, knownId) : null) ?? call.market_id,
    address: call.caller,
    verified: call.verified,
    language: call.language,
    at: now,
  })
}

/** The hub's own media processes carry the calls of pages; what another carries came by telephone. */
export const channelOf = (call: CallRow): 'call' | 'web-call' =>
  call.media_id === null ? 'call' : 'web-call'
