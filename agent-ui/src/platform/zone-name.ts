/** Zones as people call them: a code such as `Europe/Moscow` says little to who never set a clock by it. */
import type { Language } from './i18n.ts'

type Style = 'long' | 'longGeneric' | 'shortOffset'

const say = (zone: string, language: Language, ms: number, timeZoneName: Style): string =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { timeZone: zone, timeZoneName })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone

/** Any moment of these years: of one before zones had summer time, the name of winter would come for the year. */
const OF_OUR_YEARS = Date.UTC(2026, 0)

/** `Москва, стандартное время`, `Central European Time`, whatever the season; `UTC` is its own name. */
export const zoneName = (zone: string, language: Language): string =>
  zone === 'UTC' ? zone : say(zone, language, OF_OUR_YEARS, 'longGeneric')

/** `Москва, стандартное время (GMT+3)`: with what it is ahead at that moment. */
export const zoneText = (zone: string, language: Language, ms: number): string =>
  zone === 'UTC' ? zone : `${say(zone, language, ms, 'long')} (${say(zone, language, ms, 'shortOffset')})`
