/** Where a client's line stands, read from the rows: what its document is computed from. */
import type { Queryable } from '../../platform/database.ts'
import { findCall } from '../call.store.ts'
import { flowDefinition } from '../flow.store.ts'
import { openLegs } from '../leg.store.ts'
import { spokenNow } from '../prompts/spoken-now.ts'
import type { Standing } from './document.ts'

export const readStanding = async (db: Queryable, callId: string): Promise<Standing | null> => {
  const call = await findCall(db, callId)
  if (!call) return null
  const client = (await openLegs(db, callId)).find((leg) => leg.side === 'client')
  const flow = call.flow_step !== null && call.flow_id ? await flowDefinition(db, call.flow_id) : undefined
  return {
    callId,
    ended: call.state === 'ended',
    language: call.language,
    turn: call.flow_turn,
    saying: await spokenNow(db, call.flow_data.saying ?? [], call.language),
    after: call.flow_data.after,
    step: call.flow_step === null ? undefined : flow?.steps[call.flow_step],
    part: client?.part ?? 'alone',
  }
}
