import { expect, test } from 'vitest'
import { lengthText } from './length-text.ts'

const MINUTE = 60_000
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test.each([
  [20_000, '< 1 мин', '< 1 min'],
  [5 * MINUTE, '5 мин', '5 mins'],
  [95 * MINUTE, '1 ч 35 мин', '1 hr 35 mins'],
  [120 * MINUTE, '2 ч', '2 hrs'],
  [-(26 * 60 + 30) * MINUTE, '1 дн. 2 ч', '1 day 2 hrs'],
  [3 * 24 * 60 * MINUTE + 5 * MINUTE, '3 дн.', '3 days'],
])('%d ms', (ms, ru, en) => {
  expect(plain(lengthText(ms, 'ru'))).toBe(ru)
  expect(plain(lengthText(ms, 'en'))).toBe(en)
})
