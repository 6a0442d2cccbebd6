/** Zones as people call them: a code such as `Europe/Moscow` says little to who never set a clock by it. */
import type { Language } from './i18n.ts'

type Style = 'long' | 'longGeneric' | 'shortOffset'

const say = (zone: string, language: Language, ms: number, timeZoneName: Style): string =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { timeZone: zone, timeZoneName })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone

/** `Москва, стандартное время`, `Central European Time`, whatever the season; `UTC` is its own name. */
export const zoneName = (zone: string, language: Language): string =>
  zone === 'UTC' ? zone : say(zone, language, 0, 'longGeneric')

/** `Москва, стандартное время (GMT+3)`: with what it is ahead at that moment. */
export const zoneText = (zone: string, language: Language, ms: number): string =>
  zone === 'UTC' ? zone : `${say(zone, language, ms, 'long')} (${say(zone, language, ms, 'shortOffset')})`
