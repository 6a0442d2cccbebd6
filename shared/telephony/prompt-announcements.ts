/** Announcements put together from prompts: what is spoken (ids, in order) and what the screen says. */
import { MINUTES, PLACES, ruMinuteForm, WHOLE_MINUTES } from './prompt-numbers.ts'
import { type PromptId, type PromptLanguage, promptText } from './prompts.ts'

export type Announcement = { prompts: PromptId[]; text: string }

const MINUTE_MS = 60_000

/**
 * Place in the queue (1 is next) and estimated wait (ms, rounded up to minutes; null when it is not known):
 * above the 20th place and above an hour it says "more than".
 */
export const announceWait = ({
  place,
  waitMs,
  language,
}: {
  place: number
  waitMs: number | null
  language: PromptLanguage
}): Announcement => {
  const placeId: PromptId = place > PLACES ? 'place-many' : `place-${Math.max(1, Math.floor(place))}`
  const wait = waitMs === null ? null : announceMinutes(waitMs, language)
  return {
    prompts: [placeId, ...(wait?.prompts ?? [])],
    text: [promptText(placeId, language), wait?.text].filter(Boolean).join(' '),
  }
}

const announceMinutes = (waitMs: number, language: PromptLanguage): Announcement => {
  const whole = (id: PromptId): Announcement => ({ prompts: [id], text: promptText(id, language) })
  if (waitMs < MINUTE_MS) return whole('wait-under-minute')
  const minutes = Math.ceil(waitMs / MINUTE_MS)
  if (minutes > MINUTES) return whole('wait-over-hour')
  const unit = language === 'ru' ? ruMinuteForm(minutes) : minutes === 1 ? 'minute' : 'minutes'
  return {
    prompts: ['wait-intro', ...minutePrompts(minutes)],
    text: `${promptText('wait-intro', language)} ${minutes} ${unit}.`,
  }
}

const minutePrompts = (minutes: number): PromptId[] => {
  if (WHOLE_MINUTES.includes(minutes)) return [`minutes-${minutes}`]
  const unit = minutes % 10
  return [`tens-${minutes - unit}`, `minutes-${unit}`]
}

/**
 * A promise to call back, with the request's number read out digit by digit (other signs are passed over). By what time
 * is shown to who has a page before them.
 */
export const announceCallBack = ({
  requestNumber,
  language,
  onScreen = true,
}: {
  requestNumber: string
  language: PromptLanguage
  onScreen?: boolean
}): Announcement => {
  const digits = requestNumber.match(/[0-9]/g) ?? []
  const say = (id: PromptId): string => promptText(id, language)
  return {
    prompts: [
      'call-back',
      ...(onScreen ? (['call-back-time'] as const) : []),
      'request-number',
      ...digits.map((d): PromptId => `digit-${+d}`),
    ],
    text: `${say('call-back')} ${say('request-number')} ${requestNumber}.`,
  }
}
