/** How numbers, money, times and phones look in each language. What isn't known is `—`, never nought. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { computed } from 'vue'
import { type Language, language } from './i18n.ts'

export const NONE = '—'
const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }
const DAY_MS = 86_400_000

export type Money = { amountMinor: number; currency: string }

/** Minor units in one unit of a currency: 2 digits for roubles, 0 for yen. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const known =
  <T>(show: (value: T) => string) =>
  (value: T | null | undefined): string =>
    value === null || value === undefined || Number.isNaN(value) ? NONE : show(value)

/** `2:41`, `1:02:41`: a length as a clock shows it. Negative is nought. */
export const clockText = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const two = (part: number) => String(part).padStart(2, '0')
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** The library parts every group by a space; a Russian reader expects the last two pairs by hyphens. */
const PAIRS = /^(\+7 \d{3} \d{3}) (\d{2}) (\d{2})$/

/** `+7 495 123-45-67` of an E.164 phone; anything else as it is. */
export const phoneText = (e164: string): string =>
  parsePhoneNumberFromString(e164)?.formatInternational().replace(PAIRS, '$1-$2-$3') ?? e164

export const formatsFor = (lang: Language) => {
  const locale = locales[lang]
  const date = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const seconds = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  const moment = (ms: number, now: number) => {
    if (date.format(ms) === date.format(now)) return time.format(ms)
    const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
    return `${(sameYear ? dayMonth : date).format(ms)}, ${time.format(ms)}`
  }

  const ago = (ms: number, now: number) => {
    const difference = ms - now
    const size = Math.abs(difference)
    if (size < 60_000) return relative.format(Math.trunc(difference / 1_000), 'second')
    if (size < 3_600_000) return relative.format(Math.trunc(difference / 60_000), 'minute')
    if (size < DAY_MS) return relative.format(Math.trunc(difference / 3_600_000), 'hour')
    return relative.format(Math.trunc(difference / DAY_MS), 'day')
  }

  const money = ({ amountMinor, currency }: Money) => {
    const digits = digitsOf(currency)
    const whole = amountMinor % 10 ** digits === 0
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: whole ? 0 : digits,
      maximumFractionDigits: digits,
    }).format(amountMinor / 10 ** digits)
  }

  return {
    /** 14.11.2025 */
    date: known((ms: number) => date.format(ms)),
    /** A `YYYY-MM-DD` date of the database, with no zone to shift it. */
    day: known((iso: string) => date.format(new Date(`${iso}T12:00:00`))),
    /** 09:05 */
    time: known((ms: number) => time.format(ms)),
    /** 09:05:31 */
    seconds: known((ms: number) => seconds.format(ms)),
    /** 14.11.2025, 09:05 */
    dateTime: known((ms: number) => `${date.format(ms)}, ${time.format(ms)}`),
    /** As short as it can be: 09:05 today, 14 нояб., 09:05 this year. */
    moment: (ms: number | null | undefined, now = Date.now()) => known((at: number) => moment(at, now))(ms),
    /** 3 минуты назад, in 2 hours */
    ago: (ms: number | null | undefined, now = Date.now()) => known((at: number) => ago(at, now))(ms),
    /** 2:41 */
    duration: known(clockText),
    number: known((value: number) => number.format(value)),
    /** 0.873 → 87,3 % */
    percent: known((ratio: number) => percent.format(ratio)),
    money: known(money),
    phone: known(phoneText),
  }
}

export type Formats = ReturnType<typeof formatsFor>

const cache: Partial<Record<Language, Formats>> = {}

/** Formats of the screen's language; `.value` follows a change of it. */
export const useFormats = () =>
  computed(() => {
    cache[language.value] ??= formatsFor(language.value)
    return cache[language.value] as Formats
  })
