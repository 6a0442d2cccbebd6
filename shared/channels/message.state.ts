/** The life of a message that goes out. What a client wrote is `received`, and moves no more. */
import { defineStates } from '../platform/state-table.ts'

export const messageStates = defineStates({
  /** Ours to send, or with a provider that has not passed it on yet. */
  initial: 'queued',
  moves: {
    send: { from: ['queued'], to: 'sent' },
    // News comes in no promised order: delivery may be told before the sending.
    // A late report that it has arrived is better news than any that it has not: networks give up on what they then hand over.
    deliver: { from: ['queued', 'sent', 'undelivered', 'failed'], to: 'delivered' },
    /** Passed on, and the other network could not hand it over. */
    miss: { from: ['queued', 'sent'], to: 'undelivered' },
    fail: { from: ['queued', 'sent'], to: 'failed' },
    /** A person sends a dead one again. */
    retry: { from: ['undelivered', 'failed'], to: 'queued' },
  },
})
export type MessageState = (typeof messageStates)['states'][number]
export type MessageMove = keyof typeof messageStates.moves
