/** Sweep: a leg that did not rejoin in time, a caller whose audio never came. Nobody hears a dead line for ever. */
import { inTransaction } from '../platform/database.ts'
import { lockCall } from './call.store.ts'
import { endCall } from './end-call.ts'
import { endLeg } from './end-leg.ts'
import { findLeg, legsLostBefore, legsUnansweredBefore } from './leg.store.ts'
import { endUnanswered, UNANSWERED_AFTER_MS } from './outbound/dial-client.ts'
import { AGENT_COMES_WITHIN_MS } from './outbound/open-call.ts'
import { unansweredCalls } from './outbound/outbound.store.ts'
import type { Telephony } from './telephony.ts'
import { SEEN_WITHIN_MS } from './web-voice/index.ts'

/** A caller's page that never brought its audio, ms. */
const CONNECT_WITHIN_MS = 30_000

export const endLostLegs = async (house: Telephony): Promise<number> => {
  const { db, clock, config } = house
  const lost = await legsLostBefore(db, clock.now() - config.REJOIN_WITHIN_MS)
  for (const leg of lost) {
    await inTransaction(db, async (trx) => {
      const call = await lockCall(trx, leg.call_id)
      const present = await findLeg(trx, leg.id)
      if (!call || call.state === 'ended' || present?.state !== 'lost') return
      await endLeg(trx, house, call, leg.id, 'lost', clock.now())
    })
  }
  const silent = await legsUnansweredBefore(db, clock.now() - CONNECT_WITHIN_MS)
  for (const leg of silent) {
    await inTransaction(db, async (trx) => {
      const call = await lockCall(trx, leg.call_id)
      const present = await findLeg(trx, leg.id)
      if (call && present?.state === 'invited') {
        await endCall(trx, house, call, 'never-connected', clock.now())
      }
    })
  }
  return lost.length + silent.length + (await endUnansweredCalls(house))
}

/** Calls that the house makes: nobody answers, and nobody said so; or the agent's own line never came up. */
const endUnansweredCalls = async (house: Telephony): Promise<number> => {
  const now = house.clock.now()
  const before = {
    agent: now - AGENT_COMES_WITHIN_MS,
    client: now - UNANSWERED_AFTER_MS,
    page: now - SEEN_WITHIN_MS,
  }
  const late = await unansweredCalls(house.db, before)
  for (const { id } of late) {
    await inTransaction(house.db, async (trx) => {
      const call = await lockCall(trx, id)
      if (call?.state === 'arriving') await endCall(trx, house, call, 'never-connected', now)
      else if (call && call.state !== 'ended') await endUnanswered(trx, house, call, 'no-answer', now)
    })
  }
  return late.length
}
