import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptLines } from './script-lines.ts'

test('headings, items, words that stand out, and all else as it stands', () => {
  expect(scriptLines('# Начало\n\nСпросите **номер договора**.\n- вес\n-без пробела\n2 * 3 ** 4\n')).toEqual([
    { kind: 'heading', pieces: [{ text: 'Начало', strong: false }] },
    { kind: 'gap', pieces: [] },
    {
      kind: 'text',
      pieces: [
        { text: 'Спросите ', strong: false },
        { text: 'номер договора', strong: true },
        { text: '.', strong: false },
      ],
    },
    { kind: 'item', pieces: [{ text: 'вес', strong: false }] },
    { kind: 'text', pieces: [{ text: '-без пробела', strong: false }] },
    { kind: 'text', pieces: [{ text: '2 * 3 ** 4', strong: false }] },
  ])
})

test('no word of a script is lost', () => {
  const word = fc.stringMatching(/^[a-zа-я<>&]{1,8}$/)
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1 }),
      fc.constantFrom(' ', '\n', ' ** ', '**', '\n- ', '\n# '),
      (words, between) => {
        const shown = scriptLines(words.join(between)).flatMap(({ pieces }) => pieces.map(({ text }) => text))
        for (const one of words) expect(shown.join(' ')).toContain(one)
      },
    ),
  )
})
