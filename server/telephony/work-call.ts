/** What an agent does with a live call: hold, resume, mute, unmute, say that they hear, pause what is recorded. */
import { callHeld, callResumed, legHearing, legMuted } from '#shared/telephony/call.events.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { type CallRow, lockCall } from './call.store.ts'
import { deafenLegRow, type LegRow, muteLegRow, openLegs, placeLeg } from './leg.store.ts'
import { arrange } from './order-voice.ts'
import { pauseRecording, resumeRecording } from './record-call.ts'
import type { Telephony } from './telephony.ts'

type Worked = { trx: Trx; call: CallRow; own: LegRow; client: LegRow | undefined; now: number }

/**
 * With the call locked and the agent's own leg in hand. A call that is not this agent's does not exist for them (404);
 * one that has ended is 409 `call_over`.
 */
const withOwnLeg = (
  house: Telephony,
  callId: string,
  userId: string,
  work: (worked: Worked) => Promise<void>,
): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const call = await lockCall(trx, callId)
    if (!call) throw notFound('call', callId)
    if (call.state === 'ended') throw conflict('call_over', { reason: call.end_reason })
    const legs = await openLegs(trx, callId)
    const own = legs.find((leg) => leg.user_id === userId && leg.part !== 'alone')
    if (!own) throw notFound('call', callId)
    const client = legs.find((leg) => leg.side === 'client')
    await work({ trx, call, own, client, now: house.clock.now() })
  })

export const holdCall = (house: Telephony, callId: string, userId: string): Promise<void> =>
  withOwnLeg(house, callId, userId, async ({ trx, call, own, client, now }) => {
    if (own.part !== 'talk') throw conflict('not_in_talk')
    if (!client || !(await placeLeg(trx, client.id, 'hold'))) return
    await arrange(trx, call)
    await appendEvent(trx, callHeld, { subjectId: call.id, actorId: userId, at: now, data: { userId } })
    await house.listener.held(trx, call, true, now)
  })

/** Errors: 409 `consulting`: the agent hears the colleague, the client back in the talk would hear nothing. */
export const resumeCall = (house: Telephony, callId: string, userId: string): Promise<void> =>
  withOwnLeg(house, callId, userId, async ({ trx, call, own, client, now }) => {
    if (await house.listener.isConsulting(trx, call)) throw conflict('consulting')
    if (own.part !== 'talk') throw conflict('not_in_talk')
    if (!client || !(await placeLeg(trx, client.id, 'talk'))) return
    await arrange(trx, call)
    await appendEvent(trx, callResumed, { subjectId: call.id, actorId: userId, at: now, data: { userId } })
    await house.listener.held(trx, call, false, now)
  })

const setMuted = (house: Telephony, callId: string, userId: string, muted: boolean): Promise<void> =>
  withOwnLeg(house, callId, userId, async ({ trx, call, own, now }) => {
    if (!(await muteLegRow(trx, own.id, muted))) return
    await arrange(trx, call)
    await appendEvent(trx, legMuted, {
      subjectId: own.id,
      actorId: userId,
      at: now,
      data: { callId, side: own.side, userId, muted },
    })
  })

export const muteLeg = (house: Telephony, callId: string, userId: string) =>
  setMuted(house, callId, userId, true)
export const unmuteLeg = (house: Telephony, callId: string, userId: string) =>
  setMuted(house, callId, userId, false)

const setDeaf = (house: Telephony, callId: string, userId: string, deaf: boolean): Promise<void> =>
  withOwnLeg(house, callId, userId, async ({ trx, call, own, now }) => {
    if (!(await deafenLegRow(trx, own.id, deaf))) return
    await arrange(trx, call)
    await appendEvent(trx, legHearing, {
      subjectId: own.id,
      actorId: userId,
      at: now,
      data: { callId, side: own.side, userId, deaf },
    })
  })

/** The agent hears nothing until they press a key: the client hears music, not a voice that cannot hear them. */
export const holdSoundBack = (house: Telephony, callId: string, userId: string) =>
  setDeaf(house, callId, userId, true)
export const letSoundPlay = (house: Telephony, callId: string, userId: string) =>
  setDeaf(house, callId, userId, false)

export const pauseCallRecording = (house: Telephony, callId: string, userId: string): Promise<void> =>
  withOwnLeg(house, callId, userId, ({ trx, call, now }) => pauseRecording(trx, call, userId, now))

export const resumeCallRecording = (house: Telephony, callId: string, userId: string): Promise<void> =>
  withOwnLeg(house, callId, userId, ({ trx, call, now }) => resumeRecording(trx, call, userId, now))
