/** Callers silent in a menu or due another word, legs that did not come back, recordings and messages whose end was not told. */
import type { Sweep } from '#server/platform/sweeps.ts'
import { ofCall } from '#server/platform/trace.ts'
import {
  dueCalls,
  endLostLegs,
  leadDueCaller,
  reconcileNetworkCalls,
  reconcileNetworkMessages,
  settleRecordings,
  type Telephony,
} from '#server/telephony/index.ts'

export const leadDueCallers = async (house: Telephony): Promise<number> => {
  const due = await dueCalls(house.db, house.clock.now())
  for (const callId of due) await ofCall(callId, () => leadDueCaller(house, callId))
  return due.length
}

export const telephonySweeps = (house: Telephony): Sweep[] => [
  { name: 'callers', everyMs: 1_000, run: () => leadDueCallers(house) },
  { name: 'lost-legs', everyMs: 2_000, run: () => endLostLegs(house) },
  { name: 'network-calls', everyMs: 20_000, run: () => reconcileNetworkCalls(house) },
  { name: 'network-messages', everyMs: 60_000, run: () => reconcileNetworkMessages(house) },
  { name: 'recordings', everyMs: 30_000, run: () => settleRecordings(house) },
]
