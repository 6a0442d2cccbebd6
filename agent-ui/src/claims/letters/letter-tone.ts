import type { LetterState } from '#shared/claims/letters/letter.state.ts'
import type { Tone } from '../../kit/tone.ts'

export const toneOfLetter: Record<LetterState, Tone> = {
  registered: 'soon',
  queued: 'soon',
  ready: 'busy',
  sent: 'done',
  failed: 'breach',
}
