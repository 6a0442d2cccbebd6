/** The same moment by the house's clock, where the client's shows another time; null where both are one. */
import type { Language } from '../../platform/i18n.ts'

const timeIn = (zone: string | undefined, language: Language, at: number): string =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)

export const ourClock = (at: number, zone: string, language: Language): string | null => {
  const ours = timeIn(zone, language, at)
  return ours === timeIn(undefined, language, at) ? null : ours
}
