import { expect, test } from 'vitest'
import { faultsOfSnippets, faultsOfSteps, type MacroStep, macroMoves, snippetsOf } from './macro-steps.ts'

const SNIPPET = '00000000-0000-7000-8000-00000000aaaa'
const move = (over: Partial<Extract<MacroStep, { do: 'move' }>>): MacroStep => ({
  do: 'move',
  move: 'acknowledge',
  snippetId: null,
  remedy: null,
  ...over,
})

test.each<[string, MacroStep, Record<string, string>]>([
  ['a move that asks for nothing', move({}), {}],
  ['words for a move that asks for none', move({ snippetId: SNIPPET }), { '1.snippetId': 'wrong' }],
  ['an answer without words', move({ move: 'propose' }), { '1.snippetId': 'required' }],
  ['an answer with words', move({ move: 'propose', snippetId: SNIPPET, remedy: 'repair' }), {}],
  [
    'a remedy where none is asked',
    move({ move: 'reject', snippetId: SNIPPET, remedy: 'repair' }),
    { '1.remedy': 'wrong' },
  ],
  ['a move of the hub’s own', move({ move: 'lapse' }), { '1.move': 'unknown' }],
])('%s', (_, step, faults) => expect(faultsOfSteps([move({}), step])).toEqual(faults))

test('no move of a button is left out, and none of the hub’s own is offered', () => {
  expect(macroMoves).toContain('answer')
  expect(macroMoves).not.toContain('lapse')
  expect(macroMoves).not.toContain('merge')
})

test('each snippet is named once', () => {
  expect(snippetsOf([{ do: 'note', snippetId: SNIPPET }, move({ snippetId: SNIPPET }), move({})])).toEqual([
    SNIPPET,
  ])
})

test('a step that speaks what may not be spoken is told by its place', () => {
  const steps: MacroStep[] = [
    { do: 'tag', name: 'x' },
    { do: 'note', snippetId: SNIPPET },
    move({}),
    move({ move: 'answer', snippetId: '00000000-0000-7000-8000-00000000bbbb' }),
  ]
  expect(faultsOfSnippets(steps, new Set([SNIPPET]))).toEqual({ '3.snippetId': 'snippet_not_for_all' })
})
