import fc from 'fast-check'
import { expect, test } from 'vitest'
import { snippetsTyped, typedCode } from './snippet-code.ts'

test.each<[string, { code: string; from: number } | null]>([
  ['/', { code: '', from: 0 }],
  ['/срок', { code: 'срок', from: 0 }],
  ['Добрый день! /Срок-2', { code: 'срок-2', from: 13 }],
  ['строка\n/a', { code: 'a', from: 7 }],
  ['и/или', null],
  ['12/05', null],
  ['/срок ', null],
  ['https://x', null],
  ['/два/три', null],
])('%j', (text, typed) => expect(typedCode(text, text.length)).toEqual(typed))

test('only what stands before the cursor is read', () => {
  expect(typedCode('/срок и дальше', 3)).toEqual({ code: 'ср', from: 0 })
  expect(typedCode('/срок и дальше', 8)).toBeNull()
})

test('what is replaced is always the slash and the code, whatever stands before', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[a-z0-9_-]{0,30}$/), (before, code) => {
      const text = `${before} /${code}`
      const typed = typedCode(text, text.length)
      expect(typed && text.slice(typed.from)).toBe(`/${code}`)
    }),
  )
})

test('the code that begins so comes before one that holds it, the shorter before the longer', () => {
  const snippets = [
    { code: 'hello-long', name: '' },
    { code: 'say-hello', name: '' },
    { code: 'x', name: 'Hello there' },
    { code: 'hello', name: '' },
    { code: 'other', name: 'Goodbye' },
  ]
  expect(snippetsTyped(snippets, 'hello').map(({ code }) => code)).toEqual([
    'hello',
    'hello-long',
    'say-hello',
    'x',
  ])
})
