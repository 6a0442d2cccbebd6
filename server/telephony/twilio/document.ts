/**
 * TwiML of a client's line, computed from where the call stands now: whoever asks, and however often, is told the same.
 * Source: "TwiML for Programmable Voice" (Gather, Enqueue, Dial, Conference), Twilio's published reference.
 */
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import type { FlowStep } from '#shared/telephony/flow.contract.ts'
import type { LegPart } from '#shared/telephony/mix.ts'
import type { Place } from './line.store.ts'
import { spokenOf } from './sounds.ts'
import type { Urls } from './urls.ts'

export type Standing = {
  callId: string
  ended: boolean
  language: 'ru' | 'en'
  turn: number
  /** Prompts of this turn. */
  saying: string[]
  after: 'end' | 'wait' | undefined
  step: FlowStep | undefined
  part: LegPart
}

const VOICES = { ru: 'ru-RU', en: 'en-GB' } as const
/** Between a step that only says something and the next, for who presses ahead, s. */
const PRESS_AHEAD_S = 1
const ONE_QUEUE = 'perezvon'

export const placeOf = ({ ended, after, part }: Pick<Standing, 'ended' | 'after' | 'part'>): Place => {
  if (ended) return 'over'
  if (after === 'end') return 'flow'
  if (part === 'music') return 'queue'
  return part === 'talk' || part === 'hold' || part === 'consult' ? 'room' : 'flow'
}

type Speaker = Pick<VoiceResponse, 'play' | 'say'>

const speak = (to: Speaker, prompts: readonly string[], language: 'ru' | 'en', urls: Urls): void => {
  for (const prompt of prompts) {
    const spoken = spokenOf(prompt, language)
    if (spoken?.kind === 'sound') to.play(urls.prompt(spoken.ref))
    if (spoken?.kind === 'text') to.say({ language: VOICES[spoken.language] }, spoken.text)
  }
}

/** `hop`: how often the line had been sent elsewhere, so that what comes after the next time is known as late. */
export const documentOf = (standing: Standing, urls: Urls, hop: number): string => {
  const twiml = new VoiceResponse()
  const { callId, turn } = standing
  switch (placeOf(standing)) {
    case 'over':
      twiml.hangup()
      break
    case 'queue':
      twiml.enqueue({ waitUrl: urls.wait(callId), action: urls.now(callId, hop) }, ONE_QUEUE)
      break
    case 'room':
      enterRoom(twiml, { callId, label: 'client', begins: false, action: urls.now(callId, hop) }, urls)
      break
    case 'flow':
      if (standing.after === 'end' || standing.step === undefined || standing.step.kind === 'end') {
        speak(twiml, standing.saying, standing.language, urls)
        twiml.redirect({ method: 'POST' }, urls.said(callId, hop, turn))
      } else gather(twiml, standing, standing.step, urls, hop)
  }
  return twiml.toString()
}

const gather = (
  twiml: VoiceResponse,
  { callId, turn, saying, language }: Standing,
  step: FlowStep,
  urls: Urls,
  hop: number,
): void => {
  const listening = twiml.gather({
    input: ['dtmf'],
    numDigits: 1,
    timeout: step.kind === 'menu' ? Math.max(1, Math.round(step.waitMs / 1_000)) : PRESS_AHEAD_S,
    actionOnEmptyResult: true,
    finishOnKey: '',
    action: urls.gathered(callId, hop, turn),
    method: 'POST',
  })
  speak(listening, saying, language, urls)
}

/** The room is named by the call's id: nothing of a person stands in it. */
export const enterRoom = (
  twiml: VoiceResponse,
  party: { callId: string; label: string; begins: boolean; action: string; alone?: 'wait' | 'ringing' },
  urls: Urls,
): void => {
  twiml.dial({ action: party.action, method: 'POST' }).conference(
    {
      startConferenceOnEnter: party.begins,
      endConferenceOnExit: false,
      beep: 'false',
      participantLabel: party.label,
      waitUrl: urls.hold(party.callId, party.alone ?? 'wait'),
      waitMethod: 'POST',
      statusCallback: urls.conference,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['start', 'end', 'join', 'leave'],
    },
    party.callId,
  )
}

/** What is heard in the queue: the word of this turn, then music; asked for again when it is over, it tells that it was. */
export const waitingDocument = (standing: Standing, urls: Urls): string => {
  const twiml = new VoiceResponse()
  if (placeOf(standing) === 'queue' && standing.saying.length > 0) {
    speak(twiml, standing.saying, standing.language, urls)
    twiml.redirect({ method: 'POST' }, urls.wait(standing.callId, standing.turn))
  } else {
    twiml.play(urls.music)
    twiml.redirect({ method: 'POST' }, urls.wait(standing.callId))
  }
  return twiml.toString()
}

export const RECONNECTING = 'partner-reconnecting'

/** What is heard on hold, and in a room that nobody else has entered. */
export const holdDocument = (
  why: string,
  language: 'ru' | 'en',
  urls: Urls,
  reconnecting = RECONNECTING,
): string => {
  const twiml = new VoiceResponse()
  if (why === 'reconnecting') speak(twiml, [reconnecting], language, urls)
  if (why === 'ringing') twiml.play({ loop: 0 }, urls.ringback)
  else twiml.play(urls.music)
  return twiml.toString()
}

/** When nothing else can be said. */
export const apology = (urls: Urls): string => {
  const twiml = new VoiceResponse()
  speak(twiml, ['trouble'], 'ru', urls)
  speak(twiml, ['trouble'], 'en', urls)
  twiml.hangup()
  return twiml.toString()
}

export const goodbye = (): string => {
  const twiml = new VoiceResponse()
  twiml.hangup()
  return twiml.toString()
}

export const isGoodbye = (document: string): boolean => document === goodbye()

/** Music, and then the same question once more. */
export const aWhileLater = (urls: Urls, callId: string, hop: number): string => {
  const twiml = new VoiceResponse()
  twiml.play(urls.music)
  twiml.redirect({ method: 'POST' }, urls.now(callId, hop))
  return twiml.toString()
}
