import fc from 'fast-check'
import { expect, test } from 'vitest'
import { phoneQuery } from './phone-search.ts'

test.each([
  '8 (495) 123-45-67',
  '+7 495 123 45 67',
  '8-495-123-45-67',
  '84951234567',
  '7 495 1234567',
  '8 10 7 495 123 45 67',
  '007 495 123-45-67',
  '8 (495) 123-45-67 доб. 12',
  '8 495 123‑45‑67',
])('%s finds +74951234567', (typed) => {
  const query = phoneQuery(typed, ['RU', 'CN'])
  expect(query?.exact).toContain('+74951234567')
})

test.each([
  ['8 (495) 12', '749512'],
  ['495 12', '49512'],
  ['+7 495', '7495'],
  ['45-67', '4567'],
  ['067', '067'],
  ['810 86 139', '86139'],
])('the fragment %s is looked for as %s', (typed, fragment) => {
  expect(phoneQuery(typed, ['RU'])?.fragments).toContain(fragment)
})

test.each(['Иванов', 'ООО 12', '12', '8 (', '12345678901234567890', 'RU-2026-0012', ''])(
  '%j is not looked for as a phone',
  (typed) => expect(phoneQuery(typed, ['RU'])).toBeNull(),
)

test('however a number is broken up, it is the same number', () => {
  const separator = fc.constantFrom('', ' ', '-', '.', ' - ', ') ', '(')
  const digits = fc.integer({ min: 0, max: 9_999_999 }).map((rest) => `495${String(rest).padStart(7, '0')}`)
  const spelled = fc.tuple(
    digits,
    fc.constantFrom('8', '+7', '7', '8 10 7', '00 7'),
    fc.array(separator, { minLength: 10, maxLength: 10 }),
  )
  fc.assert(
    fc.property(spelled, ([number, prefix, separators]) => {
      const typed = `${prefix} ${[...number].map((digit, place) => digit + separators[place]).join('')}`
      const query = phoneQuery(typed, ['RU'])
      // Found by the whole number, or at least by its digits as E.164 has them.
      const found = query?.exact.includes(`+7${number}`) || query?.fragments.includes(`7${number}`)
      expect(found, typed).toBe(true)
    }),
  )
})
