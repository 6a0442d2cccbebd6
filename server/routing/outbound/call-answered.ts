/** Whom we called has answered: agent and client talk, and are recorded. */
import { lockInteractionOfCall, startTalk } from '../../interactions/index.ts'
import type { Trx } from '../../platform/database.ts'
import { arrange, type CallRow, endCall, openLegs, placeLeg, startRecording } from '../../telephony/index.ts'
import type { Routing } from '../routing.ts'

export const callAnswered = async (trx: Trx, house: Routing, call: CallRow, now: number): Promise<void> => {
  const row = await lockInteractionOfCall(trx, call.id)
  // Nobody is there to talk with them.
  if (row?.state !== 'calling' || !row.agent_id) return endCall(trx, house, call, 'agent-lost', now)
  await startTalk(trx, row.id, row.agent_id, now)
  for (const leg of await openLegs(trx, call.id)) await placeLeg(trx, leg.id, 'talk')
  await arrange(trx, call)
  await startRecording(trx, call, row.id, now)
}
