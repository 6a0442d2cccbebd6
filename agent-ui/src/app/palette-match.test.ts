import { expect, it } from 'vitest'
import { matches, onOtherLayout } from './palette-match.ts'

it('knows the other keyboard layout', () => {
  expect(onOtherLayout('rkbtyns')).toBe('клиенты')
  expect(onOtherLayout('сдшутеы')).toBe('clients')
})

it.each([
  ['Клиенты', 'кли', true],
  ['Клиенты', 'rkb', true],
  ['Clients', 'сдш', true],
  ['Претензии', '', true],
  ['Претензии', 'кли', false],
])('%s matches «%s»: %s', (label, typed, is) => expect(matches(label, typed)).toBe(is))
