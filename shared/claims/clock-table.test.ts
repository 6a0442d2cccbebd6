import { expect, test } from 'vitest'
import { claimStates, owesAnswer } from './claim.state.ts'
import { changesOn, clockKinds, clockSignals, clockTable, signalOfMove } from './clock-table.ts'

test('whatever starts a clock, the answer and the end of the claim stop it', () => {
  for (const kind of clockKinds) {
    expect(clockTable[kind].starts.length).toBeGreaterThan(0)
    expect(changesOn('answered', false).stops).toContain(kind)
    expect(changesOn('ended', false).stops).toContain(kind)
  }
})

test('along every allowed move an answer that is owed has its clock, and one that is not has none', () => {
  for (const move of Object.keys(claimStates.moves) as (keyof typeof claimStates.moves)[]) {
    const { from, to } = claimStates.moves[move]
    for (const state of from) {
      const signal = signalOfMove(state, to)
      const { stops, starts } = signal ? changesOn(signal, owesAnswer(to)) : { stops: [], starts: [] }
      const running = owesAnswer(state)
      const after = (running && !stops.includes('final-answer')) || starts.includes('final-answer')
      expect([move, state, after]).toEqual([move, state, owesAnswer(to)])
    }
  }
})

test('how it stands is promised anew with each word of ours, and no more once the answer is given', () => {
  expect(changesOn('client-told', true)).toEqual({
    stops: ['first-answer', 'next-update', 'reply'],
    starts: ['next-update'],
  })
  expect(changesOn('client-told', false).starts).toEqual([])
  expect(changesOn('client-wrote', false)).toEqual({ stops: [], starts: ['reply'] })
  expect(clockSignals.filter((signal) => changesOn(signal, true).starts.includes('reply'))).toEqual([
    'client-wrote',
  ])
})
