/** Which moves a call, a leg and a recording may make. Provider-neutral: providers' words end at their own folder. */
import { defineStates } from '../platform/state-table.ts'

export const callStates = defineStates({
  initial: 'arriving',
  moves: {
    /** The house calls: the agent is on the line, the client is called. */
    dial: { from: ['arriving'], to: 'dialling' },
    ring: { from: ['dialling'], to: 'ringing' },
    /** Audio flows with the client. */
    answer: { from: ['arriving', 'dialling', 'ringing'], to: 'live' },
    end: { from: ['arriving', 'dialling', 'ringing', 'live'], to: 'ended' },
  },
})

export const legStates = defineStates({
  initial: 'invited',
  moves: {
    connect: { from: ['invited'], to: 'connected' },
    /** Its network or its page is gone; its place in the call is kept for a while. */
    lose: { from: ['connected'], to: 'lost' },
    rejoin: { from: ['lost'], to: 'connected' },
    end: { from: ['invited', 'connected', 'lost'], to: 'ended' },
  },
})

export const recordingStates = defineStates({
  initial: 'recording',
  moves: {
    pause: { from: ['recording'], to: 'paused' },
    resume: { from: ['paused'], to: 'recording' },
    finish: { from: ['recording', 'paused'], to: 'done' },
    /** The media process died; what it had written is kept. */
    'cut-off': { from: ['recording', 'paused'], to: 'cut-off' },
    fail: { from: ['recording', 'paused'], to: 'failed' },
    /** Nobody told of its end, and there is no file. */
    lose: { from: ['recording', 'paused', 'cut-off'], to: 'lost' },
    /** Whose voice it was is not to be known any more; its file goes from the disk. */
    erase: { from: ['done', 'cut-off', 'failed', 'lost'], to: 'erased' },
  },
})
