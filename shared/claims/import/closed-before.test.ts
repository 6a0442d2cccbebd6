import { expect, test } from 'vitest'
import { type ClaimState, claimStates, groundOf } from '../claim.state.ts'
import { broughtGrounds, movesToGround } from './closed-before.ts'

test.each(broughtGrounds)('the moves to %s are those of the table, and end on that ground', (ground) => {
  let [state, last]: [ClaimState, string | null] = [claimStates.initial, null]
  for (const { move } of movesToGround[ground]) {
    const next = claimStates.next(state, move)
    expect(next, `${move} from ${state}`).not.toBeNull()
    last = groundOf(state, move)
    state = next as ClaimState
  }
  expect([state, last]).toEqual(['closed', ground])
})
