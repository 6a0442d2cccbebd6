import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TaskState, taskStates } from './task.state.ts'

const moves = Object.keys(taskStates.moves) as (keyof typeof taskStates.moves)[]

test('whatever is tried in whatever order, a task that is done or cancelled stays so', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 20 }), (tried) => {
      let state: TaskState = taskStates.initial
      let ended = false
      for (const move of tried) {
        const next = taskStates.next(state, move)
        if (ended) expect(next).toBeNull()
        if (next) state = next
        ended = state === 'done' || state === 'cancelled'
        expect(taskStates.terminal(state)).toBe(ended)
      }
    }),
  )
})

test('a taken task is not taken again', () => {
  expect(taskStates.allowed('taken', 'take')).toBe(false)
  expect(taskStates.next('taken', 'give')).toBe('open')
})
