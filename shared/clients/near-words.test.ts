import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likenessLeft, nearness, otherLayout, slips } from './near-words.ts'

test.each([
  ['ромашка', 'ромашка', 0],
  ['ромошка', 'ромашка', 1],
  ['рмоашка', 'ромашка', 1],
  ['ромашкка', 'ромашка', 1],
  ['ромшка', 'ромашка', 1],
  ['рамошка', 'ромашка', 2],
  ['кузнецов', 'кузница', 3],
])('%s → %s: %i', (typed, meant, count) => {
  expect(slips(typed, meant, 2)).toBe(count)
})

const word = fc.string({ unit: fc.constantFrom('а', 'б', 'в'), maxLength: 7 })

test('the count is the same both ways, nought only for the same word, and never more than one over the limit', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
      const count = slips(a, b, limit)
      expect(count).toBe(slips(b, a, limit))
      expect(count === 0).toBe(a === b)
      expect(count).toBeLessThanOrEqual(limit + 1)
    }),
  )
})

test('giving up early never hides a near word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const true_ = slips(a, b, 20)
      for (const limit of [0, 1, 2, 3]) expect(slips(a, b, limit)).toBe(Math.min(true_, limit + 1))
    }),
  )
})

test.each([
  ['ромошка', 'ооо ромашка', 1],
  ['ромашка', 'ооо ромашка', 0],
  ['ромо', 'ооо ромашка', 1],
  ['петрво иван', 'иван петров', 1],
  ['ивон', 'иванов иван', 1],
  ['ооо', 'зао завод', null],
  ['кузнецов', 'кузница плюс', null],
  ['ромошка завод', 'ооо ромашка', null],
])('%s near %s: %s', (typed, text, count) => {
  expect(nearness(typed, text)).toBe(count)
})

test('the other layout', () => {
  expect(otherLayout('Bdfyjd')).toBe('иванов')
  expect(otherLayout(',fpf')).toBe('база')
  expect(otherLayout('руддщ')).toBe('hello')
})

test('what is forgiven in counting slips is not lost in gathering candidates', () => {
  const trigrams = (text: string) =>
    new Set(
      text
        .split(' ')
        .flatMap((one) => [...`  ${one} `].slice(2).map((_, at) => `  ${one} `.slice(at, at + 3))),
    )
  for (const [typed, meant] of [
    ['сиверсталь', 'северсталь'],
    ['чкаловсикй', 'чкаловский'],
    ['елкна', 'елкина'],
    ['ивонов', 'иванов'],
  ] as const) {
    const left = [...trigrams(typed)].filter((one) => trigrams(meant).has(one)).length / trigrams(typed).size
    expect(likenessLeft(typed), typed).toBeLessThanOrEqual(left)
  }
})
