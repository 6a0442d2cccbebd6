import type { TranslationOf } from '../../platform/i18n.ts'
import type { marketRu } from './market.ru.ts'

export const marketEn: TranslationOf<typeof marketRu> = {
  nav: 'Markets',
  title: 'Markets',
  hint: 'The language, the money and the hours in which clients of a region are served.',
  empty: 'There are no markets yet',
  notFound: 'There is no such market',
  add: 'New market',
  added: 'Market made.',
  name: 'Name',
  nameRu: 'Name in Russian',
  nameEn: 'Name in English',
  code: 'Code',
  codeHint: 'It never changes: the numbers of claims begin with it.',
  language: 'Language of clients',
  languages: { ru: 'Russian', en: 'English' },
  currency: 'Currency',
  currencyHint: 'Of new deals; those under way keep theirs.',
  zone: 'Time zone',
  zoneHint: 'In which the market’s days begin and end.',
  region: 'Default country',
  regionHint: 'A number without a country code is taken to be from here.',
  calendar: 'Calendar',
  calendarHint: 'Deadlines of new claims are counted by it; those that run stay.',
  save: 'Save the market',
  saved: 'Market saved.',
}
