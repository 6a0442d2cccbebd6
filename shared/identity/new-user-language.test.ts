import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newUserLanguage } from './new-user-language.ts'

test.each<[unknown, string | null, 'ru' | 'en', 'ru' | 'en']>([
  ['ru-RU', 'en-GB', 'en', 'ru'],
  ['en', 'ru', 'ru', 'en'],
  ['ru_RU', null, 'en', 'ru'],
  ['de-DE', null, 'ru', 'en'],
  [undefined, 'en-US,en;q=0.9,ru;q=0.8', 'ru', 'en'],
  [undefined, 'en;q=0.3, uk;q=0.9', 'en', 'ru'],
  [undefined, 'en;q=0, *', 'ru', 'ru'],
  [42, '', 'en', 'en'],
  ['  ', null, 'ru', 'ru'],
])('locale %j, browser %j, house %s: %s', (locale, acceptLanguage, house, language) =>
  expect(newUserLanguage({ locale, acceptLanguage, house })).toBe(language),
)

test('whatever comes, it is one of the two', () => {
  fc.assert(
    fc.property(fc.anything(), fc.option(fc.string()), (locale, acceptLanguage) => {
      expect(['ru', 'en']).toContain(newUserLanguage({ locale, acceptLanguage, house: 'ru' }))
    }),
  )
})
