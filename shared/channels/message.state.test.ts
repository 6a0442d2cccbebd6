import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MessageMove, type MessageState, messageStates } from './message.state.ts'

const news: MessageMove[] = ['send', 'deliver', 'miss', 'fail']

test('told in any order, late or twice: once delivered it is so, else the first end stays, whatever came before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...news), { maxLength: 12 }), (told) => {
      const end = told.includes('deliver') ? 'deliver' : told.find((move) => move !== 'send')
      let state: MessageState = messageStates.initial
      for (const move of told) state = messageStates.next(state, move) ?? state
      const expected = end ? messageStates.moves[end].to : told.length > 0 ? 'sent' : 'queued'
      expect(state).toBe(expected)
    }),
  )
})

test('only a dead one is sent again', () => {
  expect(messageStates.states.filter((state) => messageStates.allowed(state, 'retry')).sort()).toEqual([
    'failed',
    'undelivered',
  ])
})
