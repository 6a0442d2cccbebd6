/** Leads a caller through the flow (shared/telephony/flow.ts decides): says, listens, and hands on to a queue. */
import { callStepped } from '#shared/telephony/call.events.ts'
import { advanceFlow, type FlowAction, type FlowInput, type FlowPosition } from '#shared/telephony/flow.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import { wakeAt } from '../platform/wake.ts'
import { type CallRow, type FlowData, findCall, lockCall, placeInFlow } from './call.store.ts'
import { endCall } from './end-call.ts'
import { flowDefinition } from './flow.store.ts'
import { openLegs, placeLeg } from './leg.store.ts'
import { arrange, orderVoice } from './order-voice.ts'
import type { QueueAnswer, Telephony } from './telephony.ts'

/** Between one word about the place in the queue and the next, ms. */
const NEXT_WORD_MS = 30_000

/** `call` as it is now, locked by the caller of this function. */
export const leadCaller = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  input: FlowInput,
  now: number,
): Promise<void> => {
  const definition = call.flow_id ? await flowDefinition(trx, call.flow_id) : undefined
  if (!definition || call.state === 'ended') return
  const move = advanceFlow(definition, positionOf(call), input)
  if (move.actions.length === 0) return
  for (const action of move.actions) await perform(trx, house, call, move.position, action, now)
}

const positionOf = (call: CallRow): FlowPosition => ({
  step: call.flow_step,
  language: call.language,
  topic: call.flow_data.topic ?? null,
  tries: call.flow_data.tries ?? 0,
  rounds: call.flow_data.rounds ?? 0,
  phase: call.flow_data.phase ?? 'saying',
})

const perform = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  to: FlowPosition,
  action: FlowAction,
  now: number,
): Promise<void> => {
  const data: FlowData = { topic: to.topic, tries: to.tries, rounds: to.rounds, phase: to.phase }
  switch (action.kind) {
    case 'say':
      return speak(trx, call, { step: to.step, language: to.language, data, say: action.prompts }, now)
    case 'listen':
      return placeInFlow(trx, call.id, {
        step: to.step,
        language: to.language,
        data: { ...data, saying: call.flow_data.saying ?? [] },
        turn: call.flow_turn,
        dueAt: now + action.forMs,
      }).then(() => wakeAt(trx, 'callers', now + action.forMs))
    case 'queue': {
      const answer = await house.listener.wantsQueue(trx, call, action, now)
      return tellQueue(trx, { ...call, language: action.language }, { topic: action.topic }, answer, now)
    }
    case 'end':
      return endCall(trx, house, call, 'flow-ended', now)
  }
}

/** Says prompts under a new turn; whatever an earlier turn still says or waits for is left behind. */
export const speak = async (
  trx: Trx,
  call: CallRow,
  saying: { step: string | null; language: 'ru' | 'en'; data: FlowData; say: string[] },
  now: number,
): Promise<void> => {
  const turn = call.flow_turn + 1
  await placeInFlow(trx, call.id, {
    step: saying.step,
    language: saying.language,
    data: { ...saying.data, saying: saying.say },
    turn,
    // Should the word that it was said get lost, the sweep goes on in its place.
    dueAt: now + SAID_AT_LATEST_MS,
  })
  await orderVoice(trx, call, {
    order: 'say',
    callId: call.id,
    turn,
    prompts: saying.say,
    language: saying.language,
  })
  await appendEvent(trx, callStepped, {
    subjectId: call.id,
    actorId: null,
    at: now,
    data: { step: saying.step, turn },
  })
}
const SAID_AT_LATEST_MS = 60_000

/** The client's place, or why nobody can come and what is promised. `call` is locked by the caller of this function. */
export const tellQueue = async (
  trx: Trx,
  call: CallRow,
  data: FlowData,
  answer: QueueAnswer,
  now: number,
): Promise<void> => {
  const client = (await openLegs(trx, call.id)).find((leg) => leg.side === 'client')
  if (client && answer.kind === 'waiting' && (await placeLeg(trx, client.id, 'music')))
    await arrange(trx, call)
  const told: FlowData =
    answer.kind === 'waiting'
      ? { ...data, after: 'wait', queue: answer.queue }
      : { ...data, after: 'end', ...(answer.promise && { promise: answer.promise }) }
  await speak(trx, call, { step: null, language: call.language, data: told, say: answer.say }, now)
}

/** The provider says that a turn's prompts were heard. A turn that was left behind is nothing. */
export const saidToCaller = async (
  trx: Trx,
  house: Telephony,
  callId: string,
  turn: number,
  now: number,
): Promise<void> => {
  const call = await findCall(trx, callId)
  if (!call || call.flow_turn !== turn) return
  if (call.flow_step !== null) return leadCaller(trx, house, call, { kind: 'said' }, now)
  if (call.flow_data.after === 'end') return endCall(trx, house, call, 'refused', now)
  if (call.flow_data.after === 'wait') {
    await placeInFlow(trx, call.id, {
      step: null,
      language: call.language,
      data: { ...call.flow_data, saying: [] },
      turn,
      dueAt: now + NEXT_WORD_MS,
    })
  }
}

/** The provider says that a turn was heard, and nothing pressed after it. A turn that was left behind is nothing. */
export const silentCaller = async (
  trx: Trx,
  house: Telephony,
  call: CallRow,
  turn: number,
  now: number,
): Promise<void> => {
  if (call.flow_turn !== turn || call.flow_step === null) return
  if (call.flow_data.phase !== 'listening') await saidToCaller(trx, house, call.id, turn, now)
  const present = await findCall(trx, call.id)
  if (present?.flow_turn === turn && present.flow_data.phase === 'listening')
    await leadCaller(trx, house, present, { kind: 'silence' }, now)
}

/** Sweep: silence in a menu, a lost "said", or time for another word in the queue. */
export const leadDueCaller = (house: Telephony, callId: string): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const now = house.clock.now()
    const call = await lockCall(trx, callId)
    if (!call || call.state === 'ended' || call.step_due_at === null || call.step_due_at > now) return
    if (call.flow_step !== null) {
      const input = call.flow_data.phase === 'listening' ? 'silence' : 'said'
      return leadCaller(trx, house, call, { kind: input }, now)
    }
    if (call.flow_data.after === 'end') return endCall(trx, house, call, 'refused', now)
    const answer = await house.listener.waitingWord(trx, call, now)
    if (answer) return tellQueue(trx, call, { topic: call.flow_data.topic ?? null }, answer, now)
    await leaveFlow(trx, call)
  })

/** The flow has nothing more to say: someone talks with the client. */
export const leaveFlow = (trx: Trx, call: CallRow): Promise<void> =>
  placeInFlow(trx, call.id, {
    step: null,
    language: call.language,
    data: { topic: call.flow_data.topic ?? null },
    turn: call.flow_turn + 1,
    dueAt: null,
  })
