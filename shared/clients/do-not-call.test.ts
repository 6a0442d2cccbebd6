import { expect, test } from 'vitest'
import { doNotCall } from './do-not-call.ts'

const word = (
  state: 'given' | 'withdrawn',
  at: number,
  personId: string | null = null,
  purpose: 'calls' | 'marketing' = 'calls',
) => ({ purpose, state, source: 'letter' as const, personId, address: null, at, recordedAt: at })

test('who never said a word may be called', () => {
  expect(doNotCall([], null)).toBeNull()
  expect(doNotCall([word('withdrawn', 1, null, 'marketing')], null)).toBeNull()
})

test('the last word counts, in whatever order they are read', () => {
  const [no, yes] = [word('withdrawn', 1), word('given', 2)]
  expect(doNotCall([yes, no], null)).toBeNull()
  expect(doNotCall([no, { ...no, at: 3 }, yes], null)).toMatchObject({ at: 3 })
})

test('a client’s word is for all their phones, a person’s own word before it, and for nobody else’s', () => {
  const words = [word('withdrawn', 1), word('given', 2, 'anna'), word('withdrawn', 3, 'boris')]
  expect(doNotCall(words, null)).toMatchObject({ at: 1 })
  expect(doNotCall(words, 'anna')).toBeNull()
  expect(doNotCall(words, 'boris')).toMatchObject({ at: 3 })
  expect(doNotCall(words, 'clara')).toMatchObject({ at: 1 })
})
