/** What a caller's page is shown. Nothing of the card leaves here. */

import type { FlowDefinition } from '#shared/telephony/flow.contract.ts'
import { mixOf } from '#shared/telephony/mix.ts'
import type { CallerState } from '#shared/telephony/web-call.contract.ts'
import type { Queryable } from '../../platform/database.ts'
import { type CallRow, findCall } from '../call.store.ts'
import { flowDefinition } from '../flow.store.ts'
import { type LegRow, openLegs } from '../leg.store.ts'
import { saidNow } from '../prompts/spoken-now.ts'

export const readCallerState = async (
  db: Queryable,
  callId: string,
  now: number,
): Promise<CallerState | null> => {
  const call = await findCall(db, callId)
  if (!call) return null
  const legs = await openLegs(db, callId)
  const definition =
    call.flow_step !== null && call.flow_id ? await flowDefinition(db, call.flow_id) : undefined
  return {
    callId,
    state: stateOf(call, legs),
    language: call.language,
    saying: call.flow_data.saying ?? [],
    reads: await saidNow(db, call.flow_data.saying ?? [], call.language),
    digits: call.state === 'ended' ? [] : digitsOf(definition, call.flow_step),
    queue: call.flow_data.queue
      ? { ...call.flow_data.queue, waitingSince: call.live_at ?? call.created_at }
      : null,
    agentName: null,
    promise: call.flow_data.promise ?? null,
    ended: call.state === 'ended' ? { reason: call.end_reason ?? '' } : null,
    serverNow: now,
  }
}

const stateOf = (call: CallRow, legs: LegRow[]): CallerState['state'] => {
  if (call.state === 'ended') return 'ended'
  if (call.direction === 'outbound' && call.state !== 'live') return 'ringing'
  const own = legs.find((leg) => leg.side === 'client')
  if (!own || own.state === 'invited') return 'connecting'
  if (own.state === 'lost') return 'reconnecting'
  if (own.part === 'music') return 'waiting'
  if (own.part === 'hold') return 'hold'
  // Also while the agent's browser holds the sound back: what counts is that the client hears music.
  if (own.part === 'talk') return mixOf(legs)[own.id]?.background === 'music' ? 'hold' : 'talking'
  // Told that nobody can answer, and why: no menu takes digits any more.
  return call.flow_data.after === 'end' ? 'refused' : 'menu'
}

const digitsOf = (flow: FlowDefinition | undefined, stepName: string | null): string[] => {
  const step = stepName === null ? undefined : flow?.steps[stepName]
  return step?.kind === 'menu' ? Object.keys(step.choices) : []
}
