/** The second factor of one user. Off is the absence of its row. */
import { defineStates } from '#shared/platform/state-table.ts'

export const secondFactorStates = defineStates({
  initial: 'off',
  moves: {
    /** A secret is shown; a fresh one makes the one before worthless. */
    offer: { from: ['off', 'offered'], to: 'offered' },
    /** A code came back from the phone. */
    confirm: { from: ['offered'], to: 'on' },
    /** By its user, with password and code. */
    remove: { from: ['on'], to: 'off' },
    /** By an administrator, or from the console. */
    reset: { from: ['on'], to: 'off' },
  },
})
export type SecondFactorState = (typeof secondFactorStates.states)[number]
