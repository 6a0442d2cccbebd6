/** The provider says how a call of its own stands. Only its end is news: all else we know from its lines. */
import { inTransaction } from '../../platform/database.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { rememberNews } from '../call.store.ts'
import { findLeg } from '../leg.store.ts'
import type { Telephony } from '../telephony.ts'
import { findLine, type LineRow, lineOfLeg, loseLine } from './line.store.ts'
import { PROVIDER } from './settings.ts'
import type { TakeWebhook } from './webhook-gate.ts'

/** Source: "Call resource: call status values". */
const OVER: ReadonlySet<string> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

export const isOver = (params: Record<string, string>): boolean => OVER.has(params.CallStatus ?? '')
export const isOverStatus = (status: string): boolean => OVER.has(status)

/** Told of before the call itself: kept, so that it is over as soon as it arrives. */
export const overBefore = (ref: string): string => `${ref}:over`

export const takeStatus: TakeWebhook = async (house, { ref, params }) => {
  if (!isOver(params)) return null
  const line = await findLine(house.db, ref)
  if (line) await endLine(house, line)
  else await inTransaction(house.db, (trx) => rememberNews(trx, PROVIDER, overBefore(ref), house.clock.now()))
  return null
}

/** Whoever's line it was is gone: the client has hung up; an agent may come back. */
export const endLine = async (house: Telephony, line: LineRow): Promise<void> => {
  const leg = await findLeg(house.db, line.leg_id)
  if (leg?.side === 'client') await hangUpOf(house, line)
  else await loseAgentLine(house, line)
}

export const hangUpOf = async (house: Telephony, line: LineRow): Promise<void> => {
  await applyCallEvent(house, {
    kind: 'hung-up',
    provider: PROVIDER,
    eventId: `${line.ref}:hung-up`,
    callId: line.call_id,
    at: house.clock.now(),
  })
  await inTransaction(house.db, (trx) => loseLine(trx, line.ref))
}

/** Who left had come, though that may be told later. A line that the agent has since replaced is nobody's loss. */
export const loseAgentLine = async (house: Telephony, line: LineRow): Promise<void> => {
  const base = { provider: PROVIDER, callId: line.call_id, at: house.clock.now(), legId: line.leg_id }
  if ((await lineOfLeg(house.db, line.leg_id))?.ref === line.ref) {
    await applyCallEvent(house, { ...base, kind: 'leg-connected', eventId: `${line.ref}:join` })
    await applyCallEvent(house, {
      ...base,
      kind: 'leg-lost',
      eventId: `${line.ref}:gone`,
      reason: 'line-gone',
    })
  }
  await inTransaction(house.db, (trx) => loseLine(trx, line.ref))
}
