/** How a message that goes out stands, at a glance. */
import type { MessageView } from '#shared/channels/message.contract.ts'
import type { Tone } from '../kit/tone.ts'

export const toneOf = (state: MessageView['state']): Tone => {
  if (state === 'delivered') return 'done'
  return state === 'undelivered' || state === 'failed' ? 'breach' : 'quiet'
}
