import fc from 'fast-check'
import { expect, test } from 'vitest'
import { optInWords, optOutWords, readOptOut } from './opt-out.ts'

test.each([
  ['STOP', 'stop'],
  ['  Стоп!!! ', 'stop'],
  ['s.t.o.p', 'stop'],
  ['Opt-out', 'stop'],
  ['отписка.', 'stop'],
  ['«Unsubscribe»', 'stop'],
  ['start', 'start'],
  ['Старт 🙂', 'start'],
  ['', null],
  ['…', null],
  ['Стоп, я передумал', null],
  ['Please stop calling me', null],
  ['The end is near', null],
  ['end 5', null],
  ['остановка', null],
  ['nonstop', null],
] as const)('%s: %s', (text, expected) => {
  expect(readOptOut(text)).toBe(expected)
})

const anyCase = (word: string) =>
  fc.tuple(...[...word].map((letter) => fc.constantFrom(letter.toUpperCase(), letter.toLowerCase())))
const ornament = fc.array(fc.constantFrom(' ', '\n', '.', ',', '!', '-', '"', '«', '»', '*', '\u00a0'), {
  maxLength: 3,
})

test.each([
  ['stop', optOutWords],
  ['start', optInWords],
] as const)('%s in any case, with whatever stands around and between its letters', (meaning, words) => {
  const written = fc
    .constantFrom(...words)
    .chain((word) =>
      fc.tuple(anyCase(word), fc.array(ornament, { minLength: word.length + 1, maxLength: word.length + 1 })),
    )
  fc.assert(
    fc.property(written, ([letters, ornaments]) => {
      const text = letters.map((letter, at) => (ornaments[at]?.join('') ?? '') + letter).join('')
      expect(readOptOut(text + (ornaments.at(-1)?.join('') ?? ''))).toBe(meaning)
    }),
  )
})

test('a word more, and it is a message for a person', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...optOutWords, ...optInWords),
      fc.constantFrom('please', 'спасибо', 'я', '7', 'x'),
      fc.boolean(),
      (word, more, first) => {
        expect(readOptOut(first ? `${more} ${word}` : `${word} ${more}`)).toBeNull()
      },
    ),
  )
})
