/** Carries the voice port's orders out on the media process that holds the call. Each may be carried out twice. */
import { mixOf } from '#shared/telephony/mix.ts'
import { isPrompt } from '#shared/telephony/prompts.ts'
import { type VoiceCommand, voiceCommand } from '#shared/telephony/voice-command.contract.ts'
import { type Carrier, DeadEffect } from '../../platform/outbox.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { type CallRow, findCall } from '../call.store.ts'
import { openLegs } from '../leg.store.ts'
import { spokenNow } from '../prompts/spoken-now.ts'
import type { Telephony } from '../telephony.ts'
import { type MediaLink, MediaRefusal } from './media-link.ts'
import { PROVIDER, playIdOf } from './media-news.ts'
import type { MediaPool } from './media-pool.ts'
import { isPageOpen } from './open-page.store.ts'

/** The media process does not know the thing any more: the order has nothing left to do. */
const POINTLESS = new Set(['unknown_call', 'unknown_leg', 'unknown_recording'])
/** It would say the same the next time. */
const FINAL = new Set(['bad_request', 'unknown_prompt', 'recording_exists'])

export const webVoiceCarrier =
  (house: Telephony, pool: MediaPool): Carrier =>
  async ({ payload }) => {
    const command = voiceCommand.parse(payload)
    const call = await findCall(house.db, command.callId)
    if (!call?.media_id) throw new DeadEffect('the call is on no media process')
    const isClosing = command.order === 'end-call' || command.order === 'end-leg'
    if (call.state === 'ended' && !isClosing && command.order !== 'record') return { skipped: 'ended' }
    try {
      await carry(house, pool.link(call.media_id), call, command)
    } catch (error) {
      if (error instanceof MediaRefusal && POINTLESS.has(error.code)) return { skipped: error.code }
      // The process died with the call: there is nothing to close.
      if (error instanceof MediaRefusal && error.code === 'no_line' && call.end_reason === 'cut-off') {
        return { skipped: 'cut-off' }
      }
      if (error instanceof MediaRefusal && FINAL.has(error.code)) throw new DeadEffect(error.message)
      throw error
    }
  }

const carry = async (
  house: Telephony,
  link: MediaLink,
  call: CallRow,
  command: VoiceCommand,
): Promise<void> => {
  const callId = call.id
  switch (command.order) {
    case 'arrange':
      await link.ask({ cmd: 'call.mix', callId, legs: mixOf(await openLegs(house.db, callId)) })
      return
    case 'say':
      return say(house, link, call, command)
    case 'hush': {
      const client = await clientLeg(house, callId)
      if (client) await link.ask({ cmd: 'play.stop', callId, legId: client.id })
      return
    }
    case 'dial':
      return ringPage(house, call)
    case 'record':
      return record(link, command)
    case 'end-leg':
      await link.ask({ cmd: 'leg.close', callId, legId: command.legId, reason: command.reason })
      return
    case 'end-call':
      await link.ask({ cmd: 'call.close', callId, reason: command.reason })
  }
}

/** The page hears of it by the log (open-pages.ts); one that has closed meanwhile cannot ring. */
const ringPage = async (house: Telephony, call: CallRow): Promise<void> => {
  const now = house.clock.now()
  const base = { provider: PROVIDER, callId: call.id, at: now }
  if (call.page_call_id && (await isPageOpen(house.db, call.page_call_id, now)))
    await applyCallEvent(house, { ...base, kind: 'ringing', eventId: `${call.id}:ringing` })
  else
    await applyCallEvent(house, {
      ...base,
      kind: 'unanswered',
      why: 'failed',
      eventId: `${call.id}:page-closed`,
    })
}

const clientLeg = async (house: Telephony, callId: string) =>
  (await openLegs(house.db, callId)).find((leg) => leg.side === 'client')

const say = async (
  house: Telephony,
  link: MediaLink,
  call: CallRow,
  command: Extract<VoiceCommand, { order: 'say' }>,
): Promise<void> => {
  // The flow has gone on since: saying it now would talk into the next step.
  if (call.flow_turn !== command.turn) return
  const client = await clientLeg(house, call.id)
  if (!client) return
  const play = (prompts: string[]) =>
    link.ask({
      cmd: 'play',
      callId: call.id,
      legId: client.id,
      playId: playIdOf(call.id, command.turn),
      prompts,
      language: command.language,
    })
  try {
    await play(await spokenNow(house.db, command.prompts, command.language))
  } catch (error) {
    if (!(error instanceof MediaRefusal && error.code === 'unknown_prompt')) throw error
    await sayWhatThereIs(house, call, command, play)
    throw new DeadEffect(`the caller was led on without what there is no sound of: ${error.message}`)
  }
}

/** No retry brings a missing prompt: the rest is said, or the flow goes on as if all had been. */
const sayWhatThereIs = async (
  house: Telephony,
  call: CallRow,
  command: Extract<VoiceCommand, { order: 'say' }>,
  play: (prompts: string[]) => Promise<unknown>,
): Promise<void> => {
  const known = command.prompts.filter(isPrompt)
  if (known.length > 0 && known.length < command.prompts.length) {
    const plays = await play(known).then(
      () => true,
      () => false,
    )
    if (plays) return
  }
  await applyCallEvent(house, {
    kind: 'said',
    provider: PROVIDER,
    eventId: `unsaid:${playIdOf(call.id, command.turn)}`,
    callId: call.id,
    at: house.clock.now(),
    turn: command.turn,
  })
}

const record = async (
  link: MediaLink,
  command: Extract<VoiceCommand, { order: 'record' }>,
): Promise<void> => {
  const { callId, recordingId, path } = command
  if (command.want === 'start') await link.ask({ cmd: 'record.start', callId, recordingId, path })
  if (command.want === 'pause') await link.ask({ cmd: 'record.pause', callId, recordingId })
  if (command.want === 'resume') await link.ask({ cmd: 'record.resume', callId, recordingId })
  if (command.want === 'stop') await link.ask({ cmd: 'record.stop', callId, recordingId })
}
