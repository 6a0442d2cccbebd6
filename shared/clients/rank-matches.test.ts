import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Match, phoneScore, rankMatches, textScore } from './rank-matches.ts'

test('the whole name before its beginning, a beginning of words before the inside of one', () => {
  const texts = ['ромашка', 'ромашка плюс', 'ромашкавод', 'завод ромашка', 'завод ромашкавод', 'новоромашка']
  const scores = texts.map((text) => textScore('ромашка', text))
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(new Set(scores).size).toBe(texts.length)
})

test('the legal form is no part of the name, unless it is all that was typed', () => {
  expect(textScore('ромашка', 'ооо ромашка')).toBe(textScore('ромашка', 'ромашка'))
  expect(textScore('ооо ромашка', 'ромашка плюс')).toBe(textScore('ромашка', 'ромашка плюс'))
  expect(textScore('ао', 'ао ромашка')).toBeGreaterThan(textScore('ао', 'какао'))
})

test('words in another order are found by their beginnings', () => {
  expect(textScore('петров иван', 'иван петров')).toBeGreaterThan(textScore('етров ван', 'иван петров'))
})

test('a number: exact, its beginning, its end, its inside', () => {
  const query = { exact: ['+74951234567'], fragments: ['7495'] }
  const scores = ['+74951234567', '+74959999999', '+79991117495', '+79174959999'].map((one) =>
    phoneScore(one, query),
  )
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(new Set(scores).size).toBe(4)
})

const match: fc.Arbitrary<Match> = fc.record({
  clientId: fc.constantFrom('a', 'b', 'c', 'd'),
  by: fc.constantFrom('name' as const, 'phone' as const),
  text: fc.string({ maxLength: 3 }),
  personId: fc.constant(null),
  score: fc.integer({ min: 0, max: 100 }),
  exact: fc.boolean(),
})

test('each client once, by its best match, best first, never more than the limit', () => {
  fc.assert(
    fc.property(fc.array(match), fc.integer({ min: 1, max: 5 }), (matches, limit) => {
      const ranked = rankMatches(matches, limit)
      const ids = ranked.map((one) => one.clientId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ranked.length).toBe(Math.min(limit, new Set(matches.map((one) => one.clientId)).size))
      for (const one of ranked) {
        const best = Math.max(...matches.filter((m) => m.clientId === one.clientId).map((m) => m.score))
        expect(one.score).toBe(best)
      }
      expect(ranked.map((one) => one.score)).toEqual(ranked.map((one) => one.score).sort((a, b) => b - a))
    }),
  )
})
