/** How long, as people say it: the two largest units, none of them nought. */
import type { Language } from '../platform/i18n.ts'

const MINUTE_MS = 60_000
const units = [
  { unit: 'day', ms: 24 * 60 * MINUTE_MS },
  { unit: 'hour', ms: 60 * MINUTE_MS },
  { unit: 'minute', ms: MINUTE_MS },
] as const

/** `95 мин` → `1 ч 35 мин`; under a minute it is `< 1 мин`. Takes ms of any sign and tells its size. */
export const lengthText = (ms: number, language: Language): string => {
  const size = Math.abs(ms)
  if (size < MINUTE_MS) return `< ${say(1, 'minute', language)}`
  const first = units.findIndex((one) => size >= one.ms)
  let left = size
  return units
    .slice(first, first + 2)
    .map(({ unit, ms: length }) => {
      const count = Math.floor(left / length)
      left -= count * length
      return count > 0 ? say(count, unit, language) : ''
    })
    .filter(Boolean)
    .join(' ')
}

const say = (count: number, unit: string, language: Language): string =>
  new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(count)
