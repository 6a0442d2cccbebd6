import { expect, test } from 'vitest'
import { outcomeOfSilentEnd } from './outcome.ts'

const waiting = { state: 'waiting', answeredAt: null }
const again = { state: 'waiting', answeredAt: 1 }

test.each([
  ['gave-up', waiting, 'abandoned'],
  ['gave-up', { state: 'arrived', answeredAt: null }, 'left-menu'],
  ['callback', waiting, 'callback'],
  ['refused', waiting, 'refused'],
  ['cut-off', waiting, 'cut-off'],
  // Answered once: however the second wait ends, unless the line broke.
  ['gave-up', again, 'handled'],
  ['callback', again, 'handled'],
  ['refused', again, 'handled'],
  ['cut-off', again, 'cut-off'],
] as const)('%s, %o: %s', (end, interaction, outcome) => {
  expect(outcomeOfSilentEnd(end, interaction)).toBe(outcome)
})
