import { expect, test } from 'vitest'
import { numberInLink, readHandle, readSite } from './read-address.ts'

test.each([
  ['telegram', '@Ivan_Petrov', 'ivan_petrov'],
  ['telegram', 'https://t.me/Ivan_Petrov?start=1', 'ivan_petrov'],
  ['telegram', 'иван', null],
  ['telegram', '+79161234567', null],
  ['vk', 'vk.com/id1', 'id1'],
  ['vk', 'https://m.vk.ru/romashka.zavod/', 'romashka.zavod'],
  ['wechat', 'Wang_Wei88', 'wang_wei88'],
  ['wechat', 'ab', null],
  ['email', 'a', null],
] as const)('%s: %s → %s', (kind, typed, expected) => {
  expect(readHandle(kind, typed)).toBe(expected)
})

test.each([
  ['Example.RU', 'https://example.ru'],
  ['http://example.ru/', 'http://example.ru'],
  ['https://завод.рф/Каталог?x=1', 'https://завод.рф/Каталог?x=1'],
  ['example.ru:8080/a', 'https://example.ru:8080/a'],
  ['javascript:alert(1)', null],
  ['https://user:pass@example.ru', null],
  ['localhost', null],
  ['not a site', null],
])('site: %s → %s', (typed, expected) => {
  expect(readSite(typed)).toBe(expected)
})

test('a number is taken out of a messenger’s link', () => {
  expect(numberInLink('https://wa.me/79161234567')).toBe('+79161234567')
  expect(numberInLink('8 916 123-45-67')).toBe('8 916 123-45-67')
})
