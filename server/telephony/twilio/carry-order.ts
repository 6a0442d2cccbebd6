/**
 * Carries the voice port's orders out over the provider's REST side. Each may be carried out twice: what is asked for is
 * always what the rows say now. A line that waits for our answer is led by that answer, and not sent elsewhere.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type VoiceCommand, voiceCommand } from '#shared/telephony/voice-command.contract.ts'
import { type Carrier, DeadEffect } from '../../platform/outbox.ts'
import { findCall } from '../call.store.ts'
import type { Telephony } from '../telephony.ts'
import { arrangeRoom } from './arrange-room.ts'
import type { Carrying } from './carrying.ts'
import { dialOut, notThrough } from './dial-out.ts'
import { placeOf } from './document.ts'
import { findLine, type LineRow, lineOfLeg, nextHop } from './line.store.ts'
import { judge, restOf } from './rest.ts'
import { isAccount, readSettings } from './settings.ts'
import { readStanding } from './standing.ts'
import { steerRecording } from './steer-recording.ts'
import { noRecording } from './take-recording.ts'
import { hangUpOf } from './take-status.ts'
import { urlsOf } from './urls.ts'

const LOOK_EVERY_MS = 40

export const twilioCarrier =
  (house: Telephony): Carrier =>
  async ({ payload, attempts }) => {
    const command = voiceCommand.parse(payload)
    const call = await findCall(house.db, command.callId)
    if (!call) throw new DeadEffect('there is no such call')
    const isClosing = command.order === 'end-call' || command.order === 'end-leg'
    const isTooLate = call.state === 'ended' && !isClosing && command.order !== 'record'
    // Of a call that may have been made, though the answer was lost, the end is seen to.
    if (isTooLate && (command.order !== 'dial' || attempts === 1)) return { skipped: 'ended' }
    const account = await readSettings(house)
    if (!isAccount(account)) {
      if (command.order === 'dial') await notThrough(house, call.id)
      throw new DeadEffect('the account is not set up')
    }
    try {
      await carry({ house, account, call, attempts }, command)
    } catch (error) {
      const refusal = judge(error)
      if (refusal === 'gone') {
        if (command.order === 'record' && command.want === 'start')
          await noRecording(house, call.id, command.recordingId, call.provider_ref)
        return { skipped: 'gone' }
      }
      if (refusal === 'final') {
        if (command.order === 'dial') await notThrough(house, call.id)
        throw new DeadEffect((error as Error).message)
      }
      throw error
    }
  }

const carry = async (carrying: Carrying, command: VoiceCommand): Promise<void> => {
  switch (command.order) {
    case 'say':
      if (carrying.call.flow_turn !== command.turn) return
      return leadClient(carrying)
    case 'arrange':
      await leadClient(carrying)
      return arrangeRoom(carrying)
    // Whoever is led into the room hears no prompt any more.
    case 'hush':
      return
    case 'dial':
      return dialOut(carrying)
    case 'record':
      return steerRecording(carrying, command)
    case 'end-leg':
      return endLine(carrying, await lineOfLeg(carrying.house.db, command.legId))
    case 'end-call':
      return endLine(carrying, await findLine(carrying.house.db, carrying.call.provider_ref))
  }
}

const endLine = async ({ account }: Carrying, line: LineRow | undefined): Promise<void> => {
  if (!line || line.state === 'gone') return
  await (await restOf(account)).calls(line.ref).update({ status: 'completed' })
}

/** Sends the client's line to ask anew, unless it stands where it should, or is about to be told. */
const leadClient = async (carrying: Carrying): Promise<void> => {
  const { house, account, call } = carrying
  // A line that rings cannot be led: it asks by itself when it is answered.
  if (call.direction === 'outbound' && call.state !== 'live') return
  const leading = await whatToDo(carrying)
  if (!leading) return
  const { line, hop } = leading
  try {
    const client = await restOf(account)
    await client.calls(line.ref).update({ url: urlsOf(account.publicUrl).now(call.id, hop), method: 'POST' })
  } catch (error) {
    // What the provider has no call of any more is over, whether or not that was told.
    if (judge(error) === 'gone') await hangUpOf(house, line)
    throw error
  }
}

/**
 * The line and the number of its sending; null when there is nothing to send it for. Judged by a line that did not
 * change while the call was looked at: an answer that goes out in between may have led it there already.
 */
const whatToDo = async (carrying: Carrying): Promise<{ line: LineRow; hop: number } | null> => {
  const { db, clock } = carrying.house
  for (;;) {
    const line = await whenAnswered(carrying)
    const standing = await readStanding(db, carrying.call.id)
    if (!line || line.state === 'gone' || !standing || standing.ended) return null
    const place = placeOf(standing)
    const isFollowing = place === 'queue' || place === 'room' || line.served_turn >= standing.turn
    if (line.place === place && isFollowing) return null
    const hop = await nextHop(db, line, clock.now())
    if (hop !== null) return { line, hop }
  }
}

/** Whatever the line asks at this moment is answered first. Who never answers is outwaited. */
const whenAnswered = async ({ house, call }: Carrying): Promise<LineRow | undefined> => {
  for (;;) {
    const line = await findLine(house.db, call.provider_ref)
    if (!line?.answering_until || line.answering_until <= house.clock.now()) return line
    await sleep(LOOK_EVERY_MS)
  }
}
