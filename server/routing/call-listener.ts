/** What the house does about news of the line: telephony calls it, without knowing who is here. */
import { interactionOfCall, noteHold, receiveCall } from '../interactions/index.ts'
import type { CallListener } from '../telephony/index.ts'
import { CALL_LEASE_MS } from './accept-offer.ts'
import { openConsult } from './consult.store.ts'
import { finishCall } from './finish-call.ts'
import { agentLegGone } from './hang-up.ts'
import { callAnswered } from './outbound/call-answered.ts'
import { queueCaller, wordToWaiting } from './queue-caller.ts'
import { renewCallLeases } from './repair.store.ts'
import type { Routing } from './routing.ts'

/** `house` is asked for late: it contains this very listener. */
export const createCallListener = (house: () => Routing): CallListener => ({
  arrived: receiveCall,
  wantsQueue: (trx, call, wish, now) => queueCaller(trx, house(), call, wish, now),
  waitingWord: wordToWaiting,
  answered: (trx, call, now) => callAnswered(trx, house(), call, now),
  isConsulting: async (trx, call) => {
    const interaction = await interactionOfCall(trx, call.id)
    return interaction !== undefined && (await openConsult(trx, interaction.id)) !== undefined
  },
  held: (trx, call, held, now) => noteHold(trx, call.id, held, now),
  agentLegEnded: (trx, call, leg, _reason, now) => agentLegGone(trx, house(), call, leg, now),
  carried: async (callIds, now) => {
    await renewCallLeases(house().db, callIds, now + CALL_LEASE_MS)
  },
  ended: (trx, call, reason, now) => finishCall(trx, house(), call, reason, now),
})
