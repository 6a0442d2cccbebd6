/** Announcements put together from prompts: what is spoken (ids, in order) and what the screen says. */
import { dayAt, offsetAt, weekdayOf } from '../organisation/zone-days.ts'
import { dayPartOf, MINUTES, PLACES, ruMinuteForm, WHOLE_MINUTES } from './prompt-numbers.ts'
import { type PromptId, type PromptLanguage, promptText, readAlong } from './prompts.ts'

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
 * A promise to call back: by when (epoch ms, told on the clock of `zone`), and the request's number read out digit by
 * digit (other signs are passed over). A day that no weekday names without doubt, a week away and more, is not spoken.
 */
export const announceCallBack = ({
  requestNumber,
  dueAt,
  now,
  zone,
  language,
}: {
  requestNumber: string
  dueAt: number
  now: number
  zone: string
  language: PromptLanguage
}): Announcement => {
  const digits = requestNumber.match(/[0-9]/g) ?? []
  const said: PromptId[] = ['call-back', ...callBackTime(dueAt, now, zone)]
  const say = (id: PromptId): string => promptText(id, language)
  return {
    prompts: [...said, 'request-number', ...digits.map((d): PromptId => `digit-${+d}`)],
    text: `${readAlong([...said, 'request-number' as const].map(say))} ${requestNumber}.`,
  }
}

/** «Завтра, не позднее чем в десять тридцать утра.» Nothing where the day has no name of its own. */
const callBackTime = (dueAt: number, now: number, zone: string): PromptId[] => {
  const day = dayAt(zone, dueAt)
  const daysAway = day - dayAt(zone, now)
  if (daysAway < 0 || daysAway > 6) return []
  const named: PromptId = daysAway === 0 ? 'today' : daysAway === 1 ? 'tomorrow' : `weekday-${weekdayOf(day)}`
  const minuteOfDay = Math.floor((dueAt + offsetAt(zone, dueAt)) / MINUTE_MS) % (24 * 60)
  const hour = Math.floor(minuteOfDay / 60)
  return [
    named,
    'no-later',
    ...hourPrompts(hour % 12 || 12),
    ...minuteOfHour(minuteOfDay % 60),
    `part-${dayPartOf(hour)}`,
  ]
}

const hourPrompts = (hour: number): PromptId[] => (hour === 1 ? ['one-oclock'] : numberPrompts(hour))

/** A whole hour has no minutes to say; before ten a nought is said, as it stands on the screen. */
const minuteOfHour = (minute: number): PromptId[] => {
  if (minute === 0) return []
  return minute < 10 ? ['digit-0', ...numberPrompts(minute)] : numberPrompts(minute)
}

/** 1..59, as one counts. */
const numberPrompts = (count: number): PromptId[] => {
  if (count < 10) return [`digit-${count}`]
  if (count < 20) return [`teen-${count}`]
  const unit = count % 10
  return unit === 0 ? [`tens-${count}`] : [`tens-${count - unit}`, `digit-${unit}`]
}
