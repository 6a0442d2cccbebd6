/** A call begins: its row, the client's leg, and whoever listens, in one transaction. */

import { callArrived, legInvited } from '#shared/telephony/call.events.ts'
import type { Arrival } from '#shared/telephony/call-event.contract.ts'
import { beforeCommit, CARD_MAY_GO, inTransaction, type Trx } from '../platform/database.ts'
import { HubError } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { type CallRow, insertCall } from './call.store.ts'
import { activeFlow } from './flow.store.ts'
import { insertLeg, type LegRow } from './leg.store.ts'
import type { Telephony } from './telephony.ts'

/**
 * Null when the provider has told of it before. `admit` sees the call among the others, and throws when that is one too
 * many. Throws 404 `no_flow` when nothing is set up to lead the call.
 */
export const receiveArrival = (
  house: Telephony,
  arrival: Arrival,
  admit?: (trx: Trx) => Promise<void>,
): Promise<{ call: CallRow; leg: LegRow } | null> =>
  inTransaction(
    house.db,
    async (trx) => {
      const flow = await activeFlow(trx, arrival.flowCode)
      if (!flow) throw new HubError('no_flow', 404, { flow: arrival.flowCode })
      const call = await insertCall(trx, arrival, flow.id)
      if (!call) return null
      await appendEvent(trx, callArrived, {
        subjectId: call.id,
        actorId: null,
        at: arrival.at,
        data: { provider: arrival.provider, direction: arrival.direction, verified: arrival.verified },
      })
      const leg = await insertLeg(trx, {
        callId: call.id,
        side: 'client',
        userId: null,
        part: 'menu',
        at: arrival.at,
      })
      await appendEvent(trx, legInvited, {
        subjectId: leg.id,
        actorId: null,
        at: arrival.at,
        data: { callId: call.id, side: 'client', userId: null },
      })
      await house.listener.arrived(trx, call, { clientId: arrival.clientId }, arrival.at)
      if (admit) beforeCommit(trx, () => admit(trx))
      return { call, leg }
    },
    CARD_MAY_GO,
  )
