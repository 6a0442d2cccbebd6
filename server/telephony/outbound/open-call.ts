/** A call that the house makes: its row and the agent's leg. The client is called once the agent is on the line. */
import { callArrived, legInvited } from '#shared/telephony/call.events.ts'
import type { Trx } from '../../platform/database.ts'
import { conflict } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import { wakeAt } from '../../platform/wake.ts'
import { type CallRow, insertCall } from '../call.store.ts'
import { insertLeg, type LegRow } from '../leg.store.ts'
import { unnamed } from './outbound.store.ts'

/** How a client is called: over the network, or on a page of `/call` that is still open. */
export type CallWay = {
  provider: string
  /** E.164: our number that the client is shown; theirs, if it is known. */
  from: string | null
  to: string | null
  mediaId: string | null
  page: { callId: string; tokenHash: Buffer } | null
}

/** So long the agent's own line may take to come up, ms. */
export const AGENT_COMES_WITHIN_MS = 30_000

/** Throws 409 `page_closed` when the page is being rung already. */
export const openCall = async (
  trx: Trx,
  wish: { way: CallWay; language: 'ru' | 'en'; marketId: string | null; userId: string; at: number },
): Promise<{ call: CallRow; leg: LegRow }> => {
  const { way, at, userId } = wish
  const call = await insertCall(
    trx,
    {
      provider: way.provider,
      // The provider has no name for it before it has called.
      providerRef: unnamed(),
      direction: 'outbound',
      caller: way.from,
      callee: way.to,
      marketId: wish.marketId,
      verified: true,
      language: wish.language,
      mediaId: way.mediaId,
      address: null,
      tokenHash: way.page?.tokenHash ?? null,
      pageCallId: way.page?.callId ?? null,
      at,
    },
    null,
  )
  // A colleague was first.
  if (!call) throw conflict('page_closed')
  await appendEvent(trx, callArrived, {
    subjectId: call.id,
    actorId: userId,
    at,
    data: { provider: way.provider, direction: 'outbound', verified: true },
  })
  const leg = await insertLeg(trx, { callId: call.id, side: 'agent', userId, part: 'calling', at })
  await appendEvent(trx, legInvited, {
    subjectId: leg.id,
    actorId: userId,
    at,
    data: { callId: call.id, side: 'agent', userId },
  })
  wakeAt(trx, 'lost-legs', at + AGENT_COMES_WITHIN_MS)
  return { call, leg }
}
