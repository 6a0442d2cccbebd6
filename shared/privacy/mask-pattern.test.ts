import { expect, test } from 'vitest'
import { maskPattern } from './mask-pattern.ts'

const nothing = { name: '', phones: [], others: [] }

test('words of a name are found in their cases; those that are too common are left', () => {
  expect(maskPattern({ ...nothing, name: 'Ян Иванова' })).toBe('(\\mИванов\\w{0,3}\\M)')
  expect(maskPattern({ ...nothing, name: 'Ли Ян' })).toBeNull()
  expect(maskPattern(nothing)).toBeNull()
})

test('a phone is found by its last ten digits, whatever stands before and between them', () => {
  const pattern = maskPattern({ ...nothing, phones: ['+79161234567'] })!
  for (const typed of ['+79161234567', '8 (916) 123-45-67', '916 123 45 67', '+7.916.123.45.67']) {
    expect([typed, typed.replace(new RegExp(pattern, 'g'), '')]).toEqual([typed, ''])
  }
  expect('8 916 123-45-68').not.toMatch(new RegExp(pattern))
})

test('signs of an address mean themselves', () => {
  const pattern = new RegExp(maskPattern({ ...nothing, others: ['a.b+c@example.ru'] })!)
  expect('a.b+c@example.ru').toMatch(pattern)
  expect('axb+c@example.ru').not.toMatch(pattern)
})
