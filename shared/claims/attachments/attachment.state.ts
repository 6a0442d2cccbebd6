/** Which way a file on a claim goes. Nobody gets it before it is ready. */
import { defineStates } from '../../platform/state-table.ts'

export const attachmentStates = defineStates({
  initial: 'arriving',
  moves: {
    /** All of it is in the storage. */
    arrive: { from: ['arriving'], to: 'quarantine' },
    /** The scanner found nothing, or there is none. */
    pass: { from: ['quarantine'], to: 'ready' },
    /** The scanner found something. */
    refuse: { from: ['quarantine'], to: 'refused' },
    /** Somebody took it off the claim. */
    remove: { from: ['quarantine', 'ready'], to: 'removed' },
    /** Whom it is of was erased. */
    erase: { from: ['quarantine', 'ready', 'refused', 'removed'], to: 'erased' },
  },
})
export type AttachmentState = (typeof attachmentStates.states)[number]
export type AttachmentMove = keyof typeof attachmentStates.moves
