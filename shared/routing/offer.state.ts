/** An offer is held out to one agent, and ends in exactly one way. */
import { defineStates } from '../platform/state-table.ts'

export const offerStates = defineStates({
  initial: 'pending',
  moves: {
    accept: { from: ['pending'], to: 'accepted' },
    decline: { from: ['pending'], to: 'declined' },
    expire: { from: ['pending'], to: 'expired' },
    withdraw: { from: ['pending'], to: 'withdrawn' },
  },
})
